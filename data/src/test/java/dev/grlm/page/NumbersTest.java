package dev.grlm.page;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0.04,0.0 s",
    "59.94,59.9 s",
    "59.96,1 min 00 s",
    "125,2 min 05 s",
    "3599.6,1 h 00 min",
    "3725,1 h 02 min"
  })
  void durationsUseTheUnitThatFits(double seconds, String text) {
    assertThat(Numbers.duration(seconds)).isEqualTo(text.replace(' ', '\u00a0'));
  }

  @ParameterizedTest
  @CsvSource({"0,0.0 %", "1,100.0 %", "0.5,50.0 %", "0.0004,0.04 %", "0.9996,99.96 %"})
  void aShareNearAnEndDoesNotReadLikeTheEnd(double share, String text) {
    assertThat(Numbers.percent(share)).isEqualTo(text.replace(' ', '\u00a0'));
  }

  @Test
  void signsAreAsWideAsEachOther() {
    assertThat(Numbers.signed(-0.0026)).isEqualTo("\u22120.0026");
    assertThat(Numbers.signed(0.0026)).isEqualTo("+0.0026");
    assertThat(Numbers.trimmed(12.5)).isEqualTo("12.5");
    assertThat(Numbers.trimmed(1200)).isEqualTo("1,200");
  }

  @Property
  void anAxisHoldsItsValuesBetweenRoundEnds(
      @ForAll @DoubleRange(min = -1000, max = 1000) double one,
      @ForAll @DoubleRange(min = -1000, max = 1000) double other) {
    double from = Math.min(one, other);
    double to = Math.max(one, other);
    Scale scale = Scale.around(from, to, 4);
    assertThat(scale.fraction(from)).isBetween(-1e-6, 1.0);
    assertThat(scale.fraction(to)).isBetween(0.0, 1 + 1e-6);
    assertThat(scale.ticks()).hasSizeBetween(2, 8);
  }

  @Test
  void ticksAreRound() {
    Scale scale = Scale.around(0, 0.0604, 4);
    assertThat(scale.ticks().stream().map(scale::label))
        .containsExactly("0.00", "0.02", "0.04", "0.06", "0.08");
  }
}
