package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumbersTest {
  @ParameterizedTest
  @CsvSource({"101.0, 101", "1.00, 1", "-7.0, -7", "0.0, 0", "007.0, 007"})
  void aPointWithZerosIsTakenAway(String text, String whole) {
    assertThat(WholeNumbers.isDecimal(text)).isTrue();
    assertThat(WholeNumbers.of(text)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "0", "10", "1.", ".0", "-.0", "1.5", "1.50", "1.0.0", "v1.0", "1.0a", "1e3.0", "1 .0"
      })
  void anythingElseStays(String text) {
    assertThat(WholeNumbers.isDecimal(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "0012", "12345678901234567890"})
  void digitsAreWhole(String text) {
    assertThat(WholeNumbers.isWhole(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+1", "1.0", "1e3", "\u0661"})
  void otherTextIsNot(String text) {
    assertThat(WholeNumbers.isWhole(text)).isFalse();
  }

  @Property(tries = 200)
  void aNumberOfAnyLengthComesBack(
      @ForAll BigInteger number, @ForAll @IntRange(min = 1, max = 9) int zeros) {
    String text = number + "." + "0".repeat(zeros);
    assertThat(WholeNumbers.isDecimal(text)).isTrue();
    assertThat(WholeNumbers.of(text)).isEqualTo(number.toString());
  }

  @Property(tries = 200)
  void aDoubleThatIsWholeIsWrittenWithoutPointAndExponent(@ForAll int number) {
    assertThat(WholeNumbers.id(number, "other")).isEqualTo(Integer.toString(number));
    assertThat(WholeNumbers.id(number + 0.5, "other")).isEqualTo("other");
  }
}
