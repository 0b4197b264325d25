package dev.grlm.lm.qwen3;

import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.SplittableRandom;

/// Small models with weights large enough that every part of the computation shows in the logits.
public final class TinyQwen3 {
  public static final int VOCABULARY = 23;

  private TinyQwen3() {}

  public static Qwen3Config config(int heads, int keyValueHeads, int headWidth, boolean tied) {
    return new Qwen3Config(
        VOCABULARY,
        12,
        20,
        2,
        heads,
        keyValueHeads,
        headWidth,
        64,
        10_000,
        1e-6,
        0.3,
        tied,
        1,
        2,
        Qwen3Config.NO_ID);
  }

  /// Gains are drawn too: at 1 they would hide a gain that is not applied.
  public static Qwen3 model(Qwen3Config config, long seed) {
    var model = new Qwen3(config, 0, seed);
    Parameters weights = model.parameters();
    var random = new SplittableRandom(seed);
    for (String name : weights.shapes().keySet()) {
      if (name.endsWith("norm.weight")) {
        float[] gains = Tensors.toFloats(weights.tensor(name));
        for (int i = 0; i < gains.length; i++) {
          gains[i] = (float) random.nextDouble(0.5, 1.5);
        }
        Tensors.overwrite(weights.tensor(name), gains);
      }
    }
    return model;
  }

  public static int[] tokens(int length, long seed) {
    return new SplittableRandom(seed).ints(length, 0, VOCABULARY).toArray();
  }
}
