package dev.grlm.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "oz",
        "fl-oz",
        "8-oz",
        "8oz",
        "1.7-fl-oz",
        "250-мл",
        "мл",
        "500-毫升",
        "2-pack",
        "pack-of-3",
        "3-stück",
        "12-pièces",
        "1/2-inch",
        "inch",
        "50g",
        "16gb",
        "5-g",
        "packung-mit-6",
        "oz-bottle"
      })
  void holdAUnit(String term) {
    assertThat(Quantities.holdsUnit(term)).isTrue();
  }

  /// Names with digits, and words that are units behind a number only.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "b12",
        "3d",
        "4k",
        "5g",
        "usb-c",
        "c++",
        "x1",
        "10x",
        "spf-30",
        "windows-7",
        "halo-3",
        "250",
        "pack",
        "twin-pack",
        "count-dracula",
        "foot-cream",
        "hair-piece",
        "本",
        "m",
        "g",
        "пол-литра"
      })
  void holdNone(String term) {
    assertThat(Quantities.holdsUnit(term)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "8oz, 8-oz",
    "3000mg, 3000-mg",
    "1.7fl, 1.7-fl",
    "250мл, 250-мл",
    "٢٥ml, ٢٥-ml",
    "50g, 50-g",
    "5g, ''",
    "b12, ''",
    "10x, ''",
    "oz, ''",
    "8, ''"
  })
  void aNumberAndItsUnitAreTakenApart(String word, String apart) {
    assertThat(Quantities.apart(word).orElse("")).isEqualTo(apart);
  }

  @ParameterizedTest
  @CsvSource({"250, true", "1.5, true", "1/2, true", "٢٥, true", "b12, false", "tea, false"})
  void numbersAreDigitsWithTheirPunctuation(String word, boolean number) {
    assertThat(Quantities.isNumber(word)).isEqualTo(number);
  }
}
