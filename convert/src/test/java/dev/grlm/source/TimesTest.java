package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "1400000000, 1400000000000",
    "1400000000.0, 1400000000000",
    "1400000000.25, 1400000000250",
    "1400000000123, 1400000000123",
    "1400000000123456, 1400000000123",
    "1400000000123456789, 1400000000123",
    "-1, -1000",
    "2014-05-13, 1399939200000",
    "2014-05-13 16:53:20, 1400000000000",
    "2014-05-13T16:53:20Z, 1400000000000",
    "2014-05-13T18:53:20.5+02:00, 1400000000500"
  })
  void aTimeIsReadInTheUnitThatItsSizeTells(String text, long millis) {
    assertThat(Times.millis(text, Times.Unit.AUTO)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "NaN",
        "1e999999999",
        "2014-13-45",
        "99999999999999999999",
        "--1"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> Times.millis(text, Times.Unit.AUTO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
