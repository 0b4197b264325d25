package dev.grlm.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0    | 1     | 4 | 0.0, 0.5, 1.0",
        "0    | 100   | 4 | 0, 50, 100",
        "0    | 7     | 4 | 0, 2, 4, 6, 8",
        "0    | 0     | 4 | 0.0, 0.5",
        "3    | 3     | 4 | 3, 4",
        "0.02 | 0.031 | 4 | 0.020, 0.025, 0.030, 0.035",
        "-3   | 5     | 4 | −4, −2, 0, 2, 4, 6",
        "0    | 4000  | 4 | 0, 1,000, 2,000, 3,000, 4,000",
      })
  void ticksAreRoundNumbersAroundTheValues(double from, double to, int about, String labels) {
    Scale scale = Scale.around(from, to, about);
    assertThat(String.join(", ", scale.ticks().stream().map(scale::label).toList()))
        .isEqualTo(labels);
  }

  @Property(tries = 300)
  void everyValueLiesBetweenTheEndsAndTheStepIsRound(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double one,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double other) {
    double from = Math.min(one, other);
    double to = Math.max(one, other);
    Scale scale = Scale.around(from, to, 4);
    double slack = 1e-6 * scale.step();
    assertThat(scale.low()).isLessThanOrEqualTo(from + slack);
    assertThat(scale.high()).isGreaterThanOrEqualTo(to - slack);
    assertThat(scale.fraction(from)).isBetween(-1e-6, 1 + 1e-6);
    double power = Math.pow(10, Math.floor(Math.log10(scale.step()) + 1e-9));
    assertThat(List.of(1L, 2L, 5L, 10L)).contains(Math.round(scale.step() / power));
    assertThat(scale.step() / power)
        .isCloseTo((double) Math.round(scale.step() / power), within(1e-6));
    List<Double> ticks = scale.ticks();
    assertThat(ticks).hasSizeBetween(2, 7);
    assertThat(ticks.getFirst()).isEqualTo(scale.low());
    assertThat(ticks.getLast()).isCloseTo(scale.high(), within(slack));
    assertThat(scale.fraction(scale.low())).isZero();
    assertThat(scale.fraction(scale.high())).isEqualTo(1);
  }
}
