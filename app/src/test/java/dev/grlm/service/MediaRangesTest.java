package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaRangesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json                      | true",
        "APPLICATION/Json                      | true",
        "application/*                         | true",
        "*/*                                   | true",
        "*/*;q=0.1                             | true",
        "text/html, application/json           | true",
        "text/html,*/*;q=0.8                   | true",
        "application/json;q=0.001              | true",
        "application/json;v=1                  | true",
        "text/html                             | false",
        "text/*                                | false",
        "application/jsonx                     | false",
        "application/json;q=0                  | false",
        "application/json; Q=0.000             | false",
        "application/json ; q = 0 ;x=y         | false",
        "*/*;q=0                               | false",
        "application/json;q=0, */*             | false",
        "*/*, application/*;q=0                | false",
        "application/json, */*;q=0             | true",
        "application/json, application/*;q=0   | true",
        "nonsense                              | false",
        ",                                     | false",
      })
  void theClosestRangeCounts(String accept, boolean accepted) {
    assertThat(MediaRanges.accept(List.of(accept), "application/json")).isEqualTo(accepted);
    assertThat(MediaRanges.accept(List.of(accept.split(",", -1)), "application/json; x=y"))
        .as("a header that is sent in parts is one")
        .isEqualTo(accepted);
  }

  @Test
  void whoSaysNothingTakesEverythingAndNothingFitsEverybody() {
    assertThat(MediaRanges.accept(List.of(), "text/html")).isTrue();
    assertThat(MediaRanges.accept(List.of("image/png"), "")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, true",
    "application/json;charset=utf-8, true",
    "text/json, false",
    "application/problem+json, false",
    "'', false",
  })
  void onlyOneTypeIsJson(String type, boolean json) {
    assertThat(MediaRanges.isJson(type)).isEqualTo(json);
  }
}
