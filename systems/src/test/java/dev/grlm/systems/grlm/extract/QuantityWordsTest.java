package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.words.Languages;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A quantity is one word of a text, however it is written.
class QuantityWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Tea 8 oz       | tea 8-oz",
        "en | Tea 8oz        | tea 8-oz",
        "en | Tea 8-Oz       | tea 8-oz",
        "en | 1.7 fl. oz     | 1.7-fl oz",
        "en | 1.7 Fl Oz bottle | 1.7-fl-oz bottle",
        "en | 1/2-Inch nail  | 1/2-inch nail",
        "en | Soap (Pack of 3) | soap pack-of-3",
        "en | 2 Pack         | 2-pack",
        "en | 3,000 mg       | 3000-mg",
        "en | 8, oz          | 8 oz",
        "en | Windows 7 pro  | windows 7 pro",
        "en | Vitamin b12 4k | vitamin b12 4k",
        "en | 2 in 1         | 2 in 1",
        "de | Seife 1,5 Liter | seife 1.5-liter",
        "de | Packung mit 6  | packung-mit-6",
        "de | 3 Stück        | 3-stück",
        "fr | Lot de 3       | lot-de-3",
        "ru | Мыло 250 мл    | мыло 250-мл",
        "zh | 茶 500毫升       | 茶 500-毫升",
        "und | 8 oz          | 8-oz"
      })
  void isOneWord(String language, String text, String words) {
    try (var reader = new WordReader(Languages.of(language, List.of(text)))) {
      assertThat(String.join(" ", reader.read(text).stream().map(w -> w.surface()).toList()))
          .isEqualTo(words);
    }
  }
}
