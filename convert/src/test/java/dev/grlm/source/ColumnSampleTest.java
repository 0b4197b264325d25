package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the first cells of a column tell; the cells stand between bars.
class ColumnSampleTest {
  private static ColumnSample of(String cells) {
    return new ColumnSample(
        List.of("c"), Arrays.stream(cells.split("\\|", -1)).map(List::of).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "1|2|3, true",
    "1.0|2.0, true",
    "1|2.0|-3, true",
    "1|NULL||2.0, true",
    "12345678901234567890123, true",
    "1|x, false",
    "1.0|1.5, false",
    "1e3, false",
    "NULL|, false",
    "p1|p2, false"
  })
  void aColumnIsOfNumbersWhereEveryCellIs(String cells, boolean numbers) {
    assertThat(of(cells).holdsNumbers(0, Missing.USUAL)).isEqualTo(numbers);
  }

  @Test
  void aColumnThatIsNotThereHoldsNothing() {
    assertThat(of("1").holdsNumbers(-1, Missing.USUAL)).isFalse();
    assertThat(of("1.2E+12").holdsPowers(-1, Missing.USUAL)).isFalse();
    assertThat(ColumnSample.NONE.looksLikeTimes(-1, Missing.USUAL)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1.23457E+12|5, true",
    "9.78e12, true",
    "1E+5, true",
    "1234567890123, false",
    "E12, false",
    "12.5E+3, false",
    "0E-7, false"
  })
  void powersOfTenAreSeen(String cells, boolean powers) {
    assertThat(of(cells).holdsPowers(0, Missing.USUAL)).isEqualTo(powers);
  }

  @ParameterizedTest
  @CsvSource({
    "1400000000|1400000001, true",
    "1400000000123, true",
    "2018-09-20|2018-09-21, true",
    "20180920, true",
    "10/11/2019|13/11/2019, true",
    "11/13/2019 8:36:57 AM, true",
    "2018-09-20|NULL, true",
    "1|2|3, false",
    "0205616461, false",
    "2018-09-20|soon, false",
    "u1, false"
  })
  void timesAreToldByTheirLook(String cells, boolean times) {
    assertThat(of(cells).looksLikeTimes(0, Missing.USUAL)).isEqualTo(times);
  }

  @ParameterizedTest
  @CsvSource({
    "0829|1111|1231, 0829",
    "1111|0101, 0101",
    "NULL|0229, 0229",
    "1111|1112, ''",
    "0829|1301, ''",
    "0829|20190829, ''",
    "829, ''",
    "0000, ''"
  })
  void aMonthAndADayWithoutAYearAreSeenByTheirZero(String cells, String first) {
    assertThat(of(cells).monthAndDay(0, Missing.USUAL)).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "1400000000, seconds since 1970 by their size",
    "1400000000123|, milliseconds since 1970 by their size",
    "1400000000|1400000000123, milliseconds and seconds since 1970 by their size",
    "1400000000123456, microseconds since 1970 by their size",
    "20191001|20191002, digits of a date",
    "2019-10-01|2019-10-02, dates",
    "10/11/2019, dates",
    "2019-10-01|1|x, not all of them times",
    "|, ''"
  })
  void theStyleIsSaidInWords(String cells, String words) {
    assertThat(of(cells).timeStyle(0, Missing.USUAL, Times.Unit.AUTO)).isEqualTo(words);
  }

  @Test
  void aUnitThatIsSaidIsTheStyle() {
    assertThat(of("5|6").timeStyle(0, Missing.USUAL, Times.Unit.EXCEL)).isEqualTo("excel");
  }

  @Test
  void rowsOfAnotherWidthTellNothing() {
    var sample =
        new ColumnSample(
            List.of("a", "b"),
            List.of(List.of("1", "2"), List.of("x"), List.of("3", "4", "5"), List.of("6", " ")));
    assertThat(sample.rows()).hasSize(2);
    assertThat(sample.cells(1, Missing.USUAL)).containsExactly("2");
    assertThat(sample.cells(0, Missing.of(List.of("6")))).containsExactly("1");
  }
}
