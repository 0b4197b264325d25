package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonNumberTest {
  private static JsonNode node(String number) {
    return PythonNumber.node("[" + number + "]", 1, 1 + number.length());
  }

  /// `0` and `00` are zero, but `07` was octal once and is an error now.
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "00, 0",
    "-0, 0",
    "+12, 12",
    "-7, -7",
    "999999999999999999, 999999999999999999"
  })
  void wholeNumbersStayWhole(String number, long value) {
    assertThat(node(number).isIntegralNumber()).isTrue();
    assertThat(node(number).longValue()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"1., 1", ".5, 0.5", "-1e3, -1000", "1E-2, 0.01", "+0.25, 0.25", "1e-999, 0"})
  void aPointOrAnExponentMakesAFloat(String number, double value) {
    assertThat(node(number).isDouble()).isTrue();
    assertThat(node(number).doubleValue()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+", ".", "e5", "07", "1-2", "--1", "1e", "1.2.3", "1e999"})
  void theRestIsNoNumber(String number) {
    assertThatThrownBy(() -> node(number)).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void aNumberOfManyDigitsIsRefusedWithItsLength() {
    assertThat(node("9".repeat(400)).bigIntegerValue()).isEqualTo(new BigInteger("9".repeat(400)));
    assertThatThrownBy(() -> node("9".repeat(401))).hasMessage("number of 401 characters");
  }

  @Property(tries = 200)
  void whatPythonPrintsIsReadBack(
      @ForAll @BigRange(min = "-1000000000000000000000000", max = "1000000000000000000000000")
          BigInteger whole,
      @ForAll @DoubleRange(min = -1e300, max = 1e300) double fraction) {
    assertThat(node(whole.toString()).bigIntegerValue()).isEqualTo(whole);
    assertThat(node(Double.toString(fraction)).doubleValue()).isEqualTo(fraction);
  }
}
