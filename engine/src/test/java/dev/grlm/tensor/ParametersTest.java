package dev.grlm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static Parameters.Declaration declaration() {
    return new Parameters.Declaration()
        .normal("first", 0.5f, 2, 3)
        .constant("gain", 1, 4)
        .normal("second", 0.1f, 5)
        .constant("bias", 0, 2);
  }

  @Test
  void decayedWeightsStandFirstInTheFlatBuffer() {
    try (Parameters weights = declaration().create(1)) {
      assertThat(weights.shapes().keySet()).containsExactly("first", "second", "gain", "bias");
      assertThat(weights.decayed()).isEqualTo(11);
      assertThat(weights.size()).isEqualTo(17);
      assertThat(Arrays.copyOfRange(weights.values(), 11, 17)).containsExactly(1, 1, 1, 1, 0, 0);
    }
  }

  @Test
  void weightsAreViewsOfTheFlatBuffer() {
    try (Parameters weights = declaration().create(1)) {
      var counted = new float[17];
      for (int i = 0; i < counted.length; i++) {
        counted[i] = i;
      }
      weights.restore(counted);
      assertThat(Tensors.toFloats(weights.tensor("second"))).containsExactly(6, 7, 8, 9, 10);
      assertThat(Tensors.shape(weights.tensor("first"))).containsExactly(2, 3);
      Tensors.overwrite(weights.tensor("bias"), new float[] {-1, -2});
      assertThat(Arrays.copyOfRange(weights.values(), 15, 17)).containsExactly(-1, -2);
    }
  }

  @Test
  void valuesFollowFromSeedAndName() {
    try (Parameters weights = declaration().create(1);
        Parameters same = declaration().create(1);
        Parameters other = declaration().create(2);
        Parameters extended = declaration().normal("third", 1, 9).create(1)) {
      assertThat(same.values()).containsExactly(weights.values());
      assertThat(other.values()).isNotEqualTo(weights.values());
      for (String name : weights.shapes().keySet()) {
        assertThat(Tensors.toFloats(extended.tensor(name)))
            .containsExactly(Tensors.toFloats(weights.tensor(name)));
      }
    }
  }

  @Test
  void normalWeightsHaveTheirDeviation() {
    try (Parameters weights =
        new Parameters.Declaration().normal("wide", 0.5f, 100, 100).create(1)) {
      double sum = 0;
      double squares = 0;
      for (float value : weights.values()) {
        sum += value;
        squares += (double) value * value;
      }
      assertThat(sum / 10_000).isCloseTo(0, within(0.02));
      assertThat(Math.sqrt(squares / 10_000)).isCloseTo(0.5, within(0.02));
    }
  }

  @Test
  void weightsDrawnInTheirPlaceAreOfTheSameKind() {
    var half = new Placement(Device.CPU, Precision.BFLOAT16);
    Parameters.Declaration wanted =
        new Parameters.Declaration()
            .normal("wide", 0.5f, 100, 100)
            .uniform("even", 0.25f, 1000)
            .constant("gain", 1, 3);
    try (Parameters weights = wanted.drawThere(1, half);
        Parameters same = wanted.drawThere(1, half);
        Parameters other = wanted.drawThere(2, half)) {
      assertThat(same.values()).containsExactly(weights.values());
      assertThat(other.values()).isNotEqualTo(weights.values());
      assertThat(Tensors.toFloats(weights.tensor("gain"))).containsExactly(1, 1, 1);
      float[] even = Tensors.toFloats(weights.tensor("even"));
      Arrays.sort(even);
      assertThat(even[0]).isBetween(-0.25f, -0.24f);
      assertThat(even[even.length - 1]).isBetween(0.24f, 0.25f);
      double squares = 0;
      for (float value : Tensors.toFloats(weights.tensor("wide"))) {
        squares += (double) value * value;
      }
      assertThat(Math.sqrt(squares / 10_000)).isCloseTo(0.5, within(0.02));
    }
  }

  @Test
  void namesAreDistinctAndKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> declaration().constant("first", 0, 1).create(1))
        .withMessageContaining("first");
    try (Parameters weights = declaration().create(1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> weights.tensor("fourth"))
          .withMessageContaining("fourth");
    }
  }
}
