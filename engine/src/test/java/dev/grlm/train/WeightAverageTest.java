package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WeightAverageTest {
  private static Parameters weights() {
    return new Parameters.Declaration().constant("w", 1, 2).create(0);
  }

  @Test
  void followsTheWeightsWithADecayThatGrows() {
    try (Parameters weights = weights();
        var average = new WeightAverage(weights, weights.flat(), 0.6)) {
      double expected = 1;
      for (int n = 0; n < 30; n++) {
        weights.restore(new float[] {n * n, 7});
        average.update();
        double kept = Math.min(0.6, (1.0 + n) / (10.0 + n));
        expected = kept * expected + (1 - kept) * n * n;
        assertThat((double) Tensors.toFloats(average.values())[0])
            .isCloseTo(expected, within(1e-3));
      }
      assertThat(average.updates()).isEqualTo(30);
    }
  }

  @Test
  void withoutDecayItIsTheWeights() {
    try (Parameters weights = weights();
        var average = new WeightAverage(weights, weights.flat(), 0)) {
      weights.restore(new float[] {0.1f, -3e20f});
      average.update();
      assertThat(Tensors.toFloats(average.values())).containsExactly(0.1f, -3e20f);
    }
  }

  @Test
  void standsInTheModelOnlyWhileWorkIsDone() throws IOException {
    try (Parameters weights = weights();
        var average = new WeightAverage(weights, weights.flat(), 0.9)) {
      Tensors.overwrite(average.values(), new float[] {5, 6});
      assertThat(average.applied(() -> weights.values()[1])).isEqualTo(6);
      assertThat(weights.values()).containsExactly(1, 1);
      assertThatThrownBy(() ->
              average.applied(() -> {
                throw new IOException("no validation");
              }))
          .hasMessage("no validation");
      assertThat(weights.values()).containsExactly(1, 1);
      assertThat(Tensors.toFloats(average.values())).containsExactly(5, 6);
    }
  }
}
