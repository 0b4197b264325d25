package dev.grlm.sequence;

import dev.grlm.fitting.TrainingConfig;
import dev.grlm.tensor.Tensors;
import java.util.Random;

/// Small models for tests.
public final class TinySasRec {
  /// Two blocks of two heads for 7 items, 4 of a history; no dropout.
  static final SasRecConfig CONFIG = new SasRecConfig(7, 8, 2, 2, 12, 4, 0);

  private TinySasRec() {}

  /// With weights so large that no two outputs are nearly the same, gains and biases too.
  static SasRec loud(SasRecConfig config, long seed) {
    var model = new SasRec(config, seed);
    var random = new Random(seed);
    float[] values = model.parameters().values();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.3 * random.nextGaussian());
    }
    Tensors.overwrite(model.parameters().flat(), values);
    return model;
  }

  /// Of 16 values, trained fast for `epochs` epochs.
  public static SasRecSettings settings(
      int epochs, double dropout, int negatives, int sampledAbove) {
    return new SasRecSettings(
        16,
        1,
        1,
        32,
        6,
        dropout,
        negatives,
        sampledAbove,
        new TrainingConfig(epochs, 32, 1e-2, 0, 0.9, 0.98, 0, 0, 1, epochs));
  }
}
