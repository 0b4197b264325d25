package dev.grlm.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.TinyModels;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class EncoderLayerTest {
  private static final int BATCH = 3;
  private static final int TIME = 5;
  private static final int WIDTH = 8;
  private static final int HEADS = 2;

  private static Parameters weights() {
    var declaration = new Parameters.Declaration();
    EncoderLayer.declare(declaration, "layer", WIDTH, 12);
    Parameters weights = declaration.create(1);
    TinyModels.shake(weights, 1);
    return weights;
  }

  private static float[] input() {
    var random = new Random(4);
    var x = new float[BATCH * TIME * WIDTH];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  @Test
  void agreesWithTheScalarReference() {
    float[] x = input();
    try (Parameters weights = weights();
        var _ = new PointerScope()) {
      float[] actual =
          Tensors.toFloats(
              new EncoderLayer(weights, "layer", HEADS, 0.5)
                  .forward(Tensors.floats(x, BATCH, TIME, WIDTH), Dropout.none()));
      for (int row = 0; row < BATCH; row++) {
        var sequence = new double[TIME][WIDTH];
        for (int i = 0; i < TIME * WIDTH; i++) {
          sequence[i / WIDTH][i % WIDTH] = x[row * TIME * WIDTH + i];
        }
        double[][] expected = ScalarReference.encoderLayer(weights, "layer", HEADS, sequence);
        for (int i = 0; i < TIME * WIDTH; i++) {
          assertThat((double) actual[row * TIME * WIDTH + i])
              .isCloseTo(expected[i / WIDTH][i % WIDTH], within(1e-4));
        }
      }
    }
  }

  @Test
  void dropoutIsAppliedInTrainingOnly() {
    try (Parameters weights = weights();
        var _ = new PointerScope()) {
      var layer = new EncoderLayer(weights, "layer", HEADS, 0.5);
      var x = Tensors.floats(input(), BATCH, TIME, WIDTH);
      float[] calm = Tensors.toFloats(layer.forward(x, Dropout.none()));
      float[] dropped = Tensors.toFloats(layer.forward(x, Dropout.seeded(1)));
      assertThat(dropped).isNotEqualTo(calm);
      assertThat(Tensors.toFloats(layer.forward(x, Dropout.seeded(1)))).containsExactly(dropped);
    }
  }
}
