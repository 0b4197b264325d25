package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.identifier.TermNormalForm;
import dev.grlm.systems.grlm.extract.WordReader.StemmedWord;
import dev.grlm.words.Languages;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordReaderTest {
  private final WordReader reader = new WordReader();

  @AfterEach
  void close() {
    reader.close();
  }

  private List<String> surfaces(String text) {
    return reader.read(text).stream().map(StemmedWord::surface).toList();
  }

  @Test
  void wordsAreInNormalFormWithoutMarkup() {
    assertThat(surfaces("<i>Cr&egrave;me</i> &amp; Women's O'Neil 3,000mg"))
        .containsExactly("crème", "women", "o'neil", "3000-mg");
    assertThat(surfaces("")).isEmpty();
    assertThat(surfaces("... -- !")).isEmpty();
  }

  /// Composed and decomposed letters are the same word.
  @Test
  void lettersAreComposed() {
    assertThat(surfaces("cre\u0300me")).isEqualTo(surfaces("cr\u00E8me"));
  }

  @ParameterizedTest
  @CsvSource({
    "teas, tea",
    "tea, tea",
    "shoes, shoe",
    "Crèmes, creme",
    "creme, creme",
    "polishes, polish",
    "running, running",
    "women's, women",
    "2s, 2s"
  })
  void inflectedAndAccentedFormsShareAStem(String text, String stem) {
    assertThat(reader.read(text)).singleElement().extracting(StemmedWord::stem).isEqualTo(stem);
  }

  @ParameterizedTest
  @CsvSource({"curlers, curler", "glass, glass", "berries, berry", "tea, tea", "s, s"})
  void singulars(String surface, String singular) {
    assertThat(reader.singulars(surface)).containsExactly(singular);
  }

  @Test
  void attachedIsWhatOnlyBlanksOrHyphensPart() {
    assertThat(reader.read("nail polish-remover, soft . pads (red)"))
        .extracting(StemmedWord::attached)
        .containsExactly(false, true, true, false, false, false);
  }

  /// An entity between two words is more than a blank.
  @Test
  void whatIsWrittenBetweenPartsWords() {
    assertThat(reader.read("salt &amp; pepper"))
        .extracting(StemmedWord::attached)
        .containsOnly(false);
    assertThat(reader.read("salt\u00A0pepper").getLast().attached()).isFalse();
    assertThat(reader.read("salt\n\tpepper").getLast().attached()).isTrue();
  }

  @Test
  void numbersCodesAndSinglesAreTold() {
    List<StemmedWord> words = reader.read("250 1.5 x9j b 保 tea");
    assertThat(words)
        .extracting(StemmedWord::isNumber)
        .containsExactly(true, true, false, false, false, false);
    assertThat(words)
        .extracting(StemmedWord::hasDigit)
        .containsExactly(true, true, true, false, false, false);
    assertThat(words)
        .extracting(StemmedWord::isProper)
        .containsExactly(false, false, true, false, true, true);
  }

  @Test
  void stopWordsAreEnglish() {
    assertThat(reader.read("The tea of ourselves und"))
        .extracting(StemmedWord::isStopWord)
        .containsExactly(true, false, true, true, false);
  }

  /// One Korean syllable or ideogram is a word; one letter of an alphabet, or one kana, is none.
  @ParameterizedTest
  @CsvSource({"빗, true", "茶, true", "の, false", "ก, false", "я, false", "tea, true", "🌹, false"})
  void whetherASingleCharacterIsAWord(String text, boolean proper) {
    assertThat(reader.read(text))
        .singleElement()
        .extracting(StemmedWord::isProper)
        .isEqualTo(proper);
  }

  @Test
  void signsAreNeitherLettersNorDigits() {
    assertThat(reader.read("🌹 ® tea 7"))
        .extracting(StemmedWord::isSign)
        .containsExactly(true, true, false, false);
  }

  @ParameterizedTest
  @CsvSource({
    "de, Die Seifen mit Rosen, true false true false, seif ros",
    "fr, les savons de l'huile, true false true false, savon huil",
    "ru, мыла для кремов, false true false, мыл крем",
    "el, κουτάλια από ξύλο, false true false, κουταλ ξυλ",
    "und, The soaps, false false, the soaps"
  })
  void everyLanguageHasItsStopWordsAndStems(
      String language, String text, String stopWords, String stems) {
    try (var own = new WordReader(Languages.of(language, List.of(text)))) {
      List<StemmedWord> words = own.read(text);
      assertThat(words.stream().map(word -> String.valueOf(word.isStopWord())))
          .containsExactly(stopWords.split(" "));
      assertThat(words.stream().filter(word -> !word.isStopWord()).map(StemmedWord::stem))
          .containsExactly(stems.split(" "));
    }
  }

  /// `glass` would lose its end by the rules of a plural that German does not have.
  @Test
  void onlyEnglishHasEnglishPlurals() {
    try (var german = new WordReader(Languages.of("de", List.of()))) {
      assertThat(german.singulars("berries")).doesNotContain("berry");
    }
  }

  @Property(tries = 300)
  void anyTextGivesWordsInNormalForm(@ForAll String text) {
    try (var own = new WordReader()) {
      List<StemmedWord> words = own.read(text);
      assertThat(words).allMatch(word -> TermNormalForm.of(word.surface()).equals(word.surface()));
      assertThat(words).noneMatch(word -> word.surface().isEmpty() || word.stem().isEmpty());
      assertThat(own.read(text)).isEqualTo(words);
      assertThat(words.stream().limit(1)).noneMatch(StemmedWord::attached);
    }
  }
}
