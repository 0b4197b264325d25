package dev.grlm.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroundingConfigTest {
  @Test
  void defaultsToThePublishedWeights() {
    assertThat(GroundingConfig.DEFAULT.weights())
        .startsWith(1.0, 1.0 / 2, 1.0 / 3, 1.0 / 4, 1.0 / 5)
        .hasSize(GroundingConfig.MAXIMUM_LENGTH);
  }

  @Test
  void refusesWeightsThatCannotRank() {
    for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new GroundingConfig(List.of(1.0, weight)))
          .withMessage("the weight of slot 1 must be positive and finite, is " + weight);
    }
  }
}
