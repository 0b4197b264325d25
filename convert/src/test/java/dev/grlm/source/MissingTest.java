package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "NULL",
        "null",
        "Null",
        "(null)",
        "NaN",
        "nan",
        "\\N",
        "None",
        "NONE",
        "NA",
        "N/A",
        "n/a",
        "#N/A",
        "<NA>",
        "NaT",
        "nil",
        "undefined",
        "-",
        "--",
        "__HIVE_DEFAULT_PARTITION__"
      })
  void whatProgramsWriteForNothingIsNothing(String word) {
    assertThat(Missing.USUAL.holds(word)).isTrue();
    assertThat(Missing.NONE.holds(word)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "na",
        "Na",
        "NULLA",
        "nano",
        "N",
        "None of us",
        "nullable",
        "Unknown",
        "---",
        "1234567890",
        "\\n",
        "null ",
        "n\u00e1n",
        "\u30ca\u30f3"
      })
  void whatOnlyLooksLikeItIsNot(String word) {
    assertThat(Missing.USUAL.holds(word)).isFalse();
  }

  @Test
  void noneAloneLeavesNoWord() {
    Missing none = Missing.of(List.of("none"));
    assertThat(none.holds("NULL")).isFalse();
    assertThat(none.holds("none")).isFalse();
    assertThat(none.toString()).isEmpty();
  }

  @Test
  void wordsThatAreSaidReplaceTheUsualOnes() {
    Missing said = Missing.of(List.of("-1", " leer ", "none"));
    assertThat(said.holds("-1")).isTrue();
    assertThat(said.holds("leer")).isTrue();
    assertThat(said.holds("none")).isTrue();
    assertThat(said.holds("NULL")).isFalse();
    assertThat(said).hasToString("-1, leer, none");
  }

  @Test
  void defaultStandsForTheUsualOnesBesideOthers() {
    Missing said = Missing.of(List.of("default", "\u7121"));
    assertThat(said.holds("NULL")).isTrue();
    assertThat(said.holds("\u7121")).isTrue();
    assertThat(said.holds("\u7121\u7121")).isFalse();
    assertThat(said.holds("default")).isFalse();
  }

  @Test
  void aBlankWordIsRefused() {
    assertThatThrownBy(() -> Missing.of(List.of("NULL", " ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("blank");
  }
}
