package dev.grlm.golden;

import dev.grlm.io.Json;
import dev.grlm.lm.TokenBatch;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.lm.qwen3.TinyQwen3;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.LowRank;
import dev.grlm.nn.RopeScaling;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensorsFolder;
import dev.grlm.tensor.Tensors;
import dev.grlm.testkit.TinyBytePair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/// Writes what `make_golden.py` reads: tokenizers, and checkpoints and adapters of ours beside the
/// logits we compute with them. Argument: a folder.
public final class WriteForGolden {
  /// Small, so that there are several shards.
  private static final long SHARD_BYTES = 8000;

  private WriteForGolden() {}

  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[0]);
    for (TinyBytePair.Template template : TinyBytePair.Template.values()) {
      TinyBytePair.shop().write(target.resolve("tokenizer").resolve(template.name()), template);
    }
    Qwen3Config untied = TinyQwen3.config(4, 2, 6, false);
    save(target.resolve("untied"), untied, Precision.FLOAT32, SafeTensorsFolder.SHARD_BYTES);
    save(target.resolve("tied"), TinyQwen3.config(2, 2, 8, true), Precision.BFLOAT16, SHARD_BYTES);
    var yarn = untied.withRopeScaling(new RopeScaling(4, 16, 4, 1, 1.2));
    save(target.resolve("yarn"), yarn, Precision.FLOAT32, SHARD_BYTES);
  }

  private static void save(Path folder, Qwen3Config config, Precision stored, long shardBytes)
      throws IOException {
    try (Qwen3 model = TinyQwen3.model(config, 5)) {
      model.save(folder, stored, shardBytes);
    }
    try (Qwen3 model = Qwen3.load(folder, 0)) {
      float[] logits = logits(model);
      model.adapt(new LowRank.Config(3, 6, 0, List.of("q_proj", "o_proj", "down_proj")), 1);
      stir(model.trainable());
      model.saveAdapters(folder.resolve("adapter"));
      Json.write(
          folder.resolve("ours.json"),
          Map.of("input_ids", tokens(), "logits", logits, "adapted_logits", logits(model)));
    }
  }

  private static int[] tokens() {
    return TinyQwen3.tokens(40, 1);
  }

  private static float[] logits(Qwen3 model) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      TokenBatch batch = TokenBatch.of(List.of(tokens()));
      return Tensors.toFloats(model.logits(model.hiddenStates(batch, Dropout.none())));
    }
  }

  /// Gives the adapters something to say.
  private static void stir(Parameters weights) {
    var random = new SplittableRandom(9);
    for (String name : weights.shapes().keySet()) {
      var values = new float[Math.toIntExact(weights.tensor(name).numel())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (0.2 * random.nextGaussian());
      }
      Tensors.overwrite(weights.tensor(name), values);
    }
  }
}
