package dev.grlm.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadabilityTest {
  @Test
  void countsItemsAndNotTerms() {
    var identifiers =
        new Identifiers(
            List.of(
                Identifier.of("tea", "8-oz", "16-oz"),
                Identifier.of("tea", "250", "uv"),
                Identifier.of("tea", "b12", "fl-oz"),
                Identifier.of("tea", "green", "leaf")));
    assertThat(Readability.of(identifiers)).isEqualTo(new Readability(3, 1, 2, 1));
    assertThat(Readability.of(new Identifiers(List.of()))).isEqualTo(new Readability(0, 0, 0, 0));
  }

  /// One ideogram, two Thai or Hebrew letters are words; digits are counted elsewhere.
  @ParameterizedTest
  @CsvSource({
    "uv, true",
    "b, true",
    "öl, true",
    "юг, true",
    "tea, false",
    "3d, false",
    "茶, false",
    "ผม, false",
    "עט, false",
    "빗, false",
    "🌹, false"
  })
  void shortIsWhatAnAlphabetSeldomCallsAWord(String term, boolean isShort) {
    assertThat(Readability.isShort(term)).isEqualTo(isShort);
  }
}
