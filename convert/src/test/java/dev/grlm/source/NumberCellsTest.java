package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberCellsTest {
  @ParameterizedTest
  @CsvSource({
    "7,                       7",
    "-3,                      -3",
    "+3,                      3",
    "3.0,                     3",
    "1e3,                     1000",
    "1.5E1,                   15",
    "0e999999999,             0",
    "9223372036854775807,     9223372036854775807",
    "9223372036854775807.00,  9223372036854775807",
    "-9223372036854775808,    -9223372036854775808",
  })
  void positionsMayBeSpelledAsADataFrameDoes(String cell, long value) {
    assertThat(NumberCells.whole(cell)).isEqualTo(value);
  }

  /// The exponents are so large that whoever writes the number out does not end today.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.5",
        "1e-1",
        "9223372036854775808",
        "1e999999999",
        "1e-999999999",
        "1e9999999999",
        "one",
        "1,000",
        "00000000000000000000000000000000000000001"
      })
  void whatIsNotWholeOrTooLargeIsNoPosition(String cell) {
    assertThatThrownBy(() -> NumberCells.whole(cell))
        .isInstanceOfAny(ArithmeticException.class, NumberFormatException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4.5 | 4.5",
        "4,5 | 4.5",
        "4,25 | 4.25",
        "-0,5 | -0.5",
        "1e1 | 10",
        "+2 | 2",
        ".5 | 0.5",
      })
  void ratingsMayHaveADecimalComma(String cell, float value) {
    assertThat(NumberCells.decimal(cell)).isEqualTo(value);
  }

  /// `4,500` may be four and a half or four thousand; what only Java takes for a number is none.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "4,500",
        ",5",
        "1.000,5",
        "1,2,3",
        "4 of 5",
        "five",
        "5d",
        "5f",
        "3.5D",
        "0x1p3",
        "-",
        ".",
        "4.0000000000000000000000000000000000000001"
      })
  void whatMayBeTwoNumbersIsNone(String cell) {
    assertThat(NumberCells.decimal(cell)).isNaN();
  }

  @Property(tries = 200)
  void whatJavaPrintsIsReadBack(
      @ForAll @FloatRange(min = -1e30f, max = 1e30f) float rating, @ForAll long position) {
    assertThat(NumberCells.decimal(Float.toString(rating))).isEqualTo(rating);
    assertThat(NumberCells.whole(Long.toString(position))).isEqualTo(position);
  }

  @Property(tries = 100)
  void aCommaBeforeOneOrTwoDigitsIsAPoint(
      @ForAll @IntRange(max = 99_999) int whole, @ForAll @IntRange(max = 99) int hundredths) {
    assertThat(NumberCells.decimal(whole + "," + hundredths))
        .isEqualTo(Float.parseFloat(whole + "." + hundredths));
  }
}
