package dev.grlm.systems.lcrec;

import dev.grlm.codebook.ItemVectors;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepLoss;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.lm.twolevel.TwoLevelObjective.Weights;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Seven items of two levels of codes, the fourth without a text, and decoders for them.
final class TinyTasks {
  static final int ITEMS = 7;
  static final int WITHOUT = 3;
  static final int TEXT = 5;
  static final TwoLevelConfig CONFIG =
      new TwoLevelConfig(List.of(4, 3), 0, 0, 8, 1, 2, 12, 10, 4, 0, 0, 0, false);
  static final List<Step> STEPS =
      IntStream.range(0, ITEMS)
          .mapToObj(item -> new Step(item, new int[] {item % 4, item % 3}))
          .toList();

  private TinyTasks() {}

  static ItemVectors texts() {
    var random = new Random(4);
    var values = new float[ITEMS * TEXT];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / TEXT == WITHOUT ? 0 : (float) (3 * random.nextGaussian());
    }
    return new ItemVectors(ITEMS, TEXT, values);
  }

  /// With weights so large that no two outputs are nearly the same, gains and biases too.
  static TwoLevelDecoder loud(List<StepLoss> losses) {
    var model = new TwoLevelDecoder(CONFIG, List.of(), 1, losses);
    var random = new Random(2);
    float[] values = model.parameters().values();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (.3 * random.nextGaussian());
    }
    Tensors.overwrite(model.parameters().flat(), values);
    return model;
  }

  static TwoLevelObjective objective(TwoLevelDecoder model, List<StepLoss> losses) {
    return new TwoLevelObjective(model, new Weights(0, 0, 0), losses);
  }

  /// The text of an item, of length 1.
  static double[] text(int item) {
    float[] row = texts().rows(new int[] {item});
    double length = Math.sqrt(IntStream.range(0, TEXT).mapToDouble(d -> row[d] * row[d]).sum());
    return IntStream.range(0, TEXT).mapToDouble(d -> row[d] / length).toArray();
  }

  /// `matrix · x`, without a bias where it has no name.
  static double[] linear(Parameters weights, String matrix, String bias, double[] x) {
    float[] values = Tensors.toFloats(weights.tensor(matrix));
    var y = new double[values.length / x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = bias.isEmpty() ? 0 : Tensors.toFloats(weights.tensor(bias))[i];
      for (int j = 0; j < x.length; j++) {
        y[i] += values[i * x.length + j] * x[j];
      }
    }
    return y;
  }
}
