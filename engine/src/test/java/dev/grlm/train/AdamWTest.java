package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.tensor.Device;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.Tensors;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamWTest {
  private static final double BETA1 = 0.8;
  private static final double BETA2 = 0.95;
  private static final double EPSILON = 1e-8;
  private static final double DECAY = 0.3;
  private static final int DECAYED = 6;
  private static final int SIZE = 10;

  private static Parameters weights() {
    return new Parameters.Declaration().normal("w", 1, 2, 3).constant("b", 2, 4).create(3);
  }

  private static AdamW optimizer(Parameters weights) {
    return new AdamW(new AdamW.Config(BETA1, BETA2, DECAY), weights);
  }

  private static float[] gradient(int step) {
    var random = new Random(step);
    var values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = (float) (random.nextGaussian() * (i + 1));
    }
    return values;
  }

  private static double rate(int step) {
    return 0.01 + 0.002 * step;
  }

  private static void steps(AdamW adam, int from, int to) {
    for (int step = from; step < to; step++) {
      try (var _ = new PointerScope()) {
        adam.step(Tensors.floats(gradient(step), SIZE), rate(step), 1);
      }
    }
  }

  @Test
  void agreesWithTheScalarReferenceOverTwentySteps() {
    try (Parameters weights = weights();
        AdamW adam = optimizer(weights)) {
      var p = new double[SIZE];
      for (int i = 0; i < SIZE; i++) {
        p[i] = weights.values()[i];
      }
      var m = new double[SIZE];
      var v = new double[SIZE];
      for (int step = 0; step < 20; step++) {
        float[] g = gradient(step);
        for (int i = 0; i < SIZE; i++) {
          p[i] -= i < DECAYED ? rate(step) * DECAY * p[i] : 0;
          m[i] = BETA1 * m[i] + (1 - BETA1) * g[i];
          v[i] = BETA2 * v[i] + (1 - BETA2) * g[i] * g[i];
          double first = m[i] / (1 - Math.pow(BETA1, step + 1));
          double second = v[i] / (1 - Math.pow(BETA2, step + 1));
          p[i] -= rate(step) * first / (Math.sqrt(second) + EPSILON);
        }
        steps(adam, step, step + 1);
        float[] actual = weights.values();
        for (int i = 0; i < SIZE; i++) {
          assertThat((double) actual[i]).isCloseTo(p[i], within(1e-5));
        }
      }
      assertThat(adam.steps()).isEqualTo(20);
      assertThat((double) Tensors.toFloats(adam.firstMoment())[9]).isCloseTo(m[9], within(1e-4));
      assertThat((double) Tensors.toFloats(adam.secondMoment())[9]).isCloseTo(v[9], within(1e-3));
    }
  }

  @Test
  void aRestoredOptimizerGoesOnBitIdentical() {
    try (Parameters weights = weights();
        AdamW adam = optimizer(weights);
        Parameters copy = weights();
        AdamW restored = optimizer(copy)) {
      steps(adam, 0, 7);
      copy.restore(weights.values());
      Tensors.overwrite(restored.firstMoment(), Tensors.toFloats(adam.firstMoment()));
      Tensors.overwrite(restored.secondMoment(), Tensors.toFloats(adam.secondMoment()));
      restored.resumed(adam.steps());
      steps(adam, 7, 12);
      steps(restored, 7, 12);
      assertThat(copy.values()).containsExactly(weights.values());
    }
  }

  @Test
  void weightsOfOneKindOnlyAreUpdatedToo() {
    try (Parameters weights = new Parameters.Declaration().constant("b", 2, 4).create(3);
        AdamW adam = optimizer(weights);
        var _ = new PointerScope()) {
      adam.step(Tensors.floats(new float[] {1, -1, 0, 5}, 4), 0.5, 1);
      assertThat(weights.values())
          .containsExactly(new float[] {1.5f, 2.5f, 2, 1.5f}, within(1e-4f));
    }
  }

  /// Between 0.5 and 1 bfloat16 values lie 1/256 apart: no step of 1e-4 reaches the next.
  @ParameterizedTest
  @ValueSource(longs = {1, 3, 1000})
  void updatesTooSmallForTheModelsPrecisionAccumulate(long widened) {
    var half = new Placement(Device.CPU, Precision.BFLOAT16);
    var config = new AdamW.Config(BETA1, BETA2, 0);
    var declaration = new Parameters.Declaration().normal("w", 0.5f, 2, 3).constant("b", 0.75f, 4);
    try (Parameters exact = declaration.create(3);
        Parameters rounded = declaration.create(3, half);
        AdamW adam = new AdamW(config, rounded, widened);
        AdamW reference = new AdamW(config, exact)) {
      exact.restore(Tensors.toFloats(rounded.flat()));
      for (int step = 0; step < 200; step++) {
        try (var _ = new PointerScope()) {
          adam.step(ones(ScalarType.BFloat16), 1e-4, 0.5);
          reference.step(ones(ScalarType.Float), 1e-4, 0.5);
        }
      }
      float[] expected = exact.values();
      assertThat(Tensors.toFloats(adam.masters().exact())).containsExactly(expected, within(1e-6f));
      assertThat(expected[9]).isCloseTo(0.73f, within(1e-4f));
      assertThat(Tensors.toFloats(rounded.flat())).containsExactly(expected, within(0.004f));
      assertThat(Tensors.toFloats(rounded.tensor("b"))[3]).isNotEqualTo(0.75f);
    }
  }

  private static Tensor ones(ScalarType type) {
    return torch.ones(new long[] {SIZE}, new TensorOptions(type));
  }

  @Test
  void weightsOfFullPrecisionAreTheirOwnMasters() {
    try (Parameters weights = weights();
        AdamW adam = optimizer(weights)) {
      assertThat(adam.masters().exact()).isSameAs(weights.flat());
    }
  }
}
