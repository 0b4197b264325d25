package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  @ParameterizedTest
  @CsvSource({
    "0.1, 0, 0.2",
    "0.1, 4, 1.0",
    "0.1, 9, 2.0",
    "0.1, 10, 2.0",
    "0.1, 55, 1.0",
    "0.1, 100, 0.0",
    "0.1, 120, 0.0",
    "0.0, 0, 2.0",
    "0.0, 100, 0.0",
    "1.0, 49, 1.0",
    "1.0, 99, 2.0"
  })
  void risesLinearlyThenFallsByAHalfCosine(double warmUp, long step, double rate) {
    assertThat(new Schedule(2, warmUp, 100).rate(step)).isCloseTo(rate, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "7"})
  void aShortTrainingHasAPositiveRateAtEveryStep(int total) {
    for (int step = 0; step < total; step++) {
      assertThat(new Schedule(2, 0.05, total).rate(step)).isPositive();
    }
  }
}
