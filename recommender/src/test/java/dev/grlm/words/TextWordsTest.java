package dev.grlm.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWordsTest {
  private static List<String> words(String language, String text) {
    return new TextWords(Languages.of(language, List.of(text))).of(text);
  }

  @Test
  void wordsAreStemsWithoutMarkupStopWordsAndPossessives() {
    assertThat(words("en", "The <b>Soft</b> &amp; soothing lotions, Olivander&reg; Nature's 8-oz"))
        .containsExactly("soft", "sooth", "lotion", "olivand", "natur", "8", "oz");
    assertThat(words("en", "&quot;Créme&quot; . ")).containsExactly("créme");
    assertThat(words("en", "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de|Cremes für die Haut|crem,haut",
        "fr|l'huile des roses|huil,rose",
        "it|dell'olio|olio",
        "es|jabones de la rosa|jabon,rosa",
        "tr|IŞIK|ışık",
        "ru|мыла и кремы|мыл,крем",
        "ar|صابون من الورد|صاب,ورد",
        "el|κουτάλι από ξύλο|κουταλ,ξυλ",
        "und|The cremes|the,cremes"
      })
  void everyLanguageHasItsOwnStopWordsAndEndings(String language, String text, String expected) {
    assertThat(words(language, text)).containsExactly(expected.split(","));
  }

  @Test
  void eachWordOfATextIsReadInItsLanguage() {
    assertThat(words("de", "Die Seifen 玫瑰香皂 สบู่ไม้"))
        .containsExactly("seif", "玫瑰", "香皂", "สบู่", "ไม้");
  }

  @Test
  void halfAndFullWidthIsTheSameWord() {
    assertThat(words("auto", "ＡＢＣ ｶﾞﾗｽ")).isEqualTo(words("auto", "abc ガラス"));
  }

  /// NFKC would take the vowel apart, and the dictionary would not know the word.
  @Test
  void thaiVowelsStayWhole() {
    assertThat(words("auto", "ชาดำ")).containsExactly("ชา", "ดำ");
  }

  @Test
  void stopWordsCountWhereThereIsNothingElse() {
    assertThat(words("en", "It")).containsExactly("it");
    assertThat(words("en", "The The")).containsExactly("the", "the");
    assertThat(words("en", "It 2")).containsExactly("2");
  }

  @Test
  void emojiCountWhereThereAreNoWords() {
    assertThat(words("en", "🌹🧼")).containsExactly("🌹", "🧼");
    assertThat(words("en", "🌹 soap")).containsExactly("soap");
    assertThat(words("en", "® ™ - !")).isEmpty();
  }

  @Test
  void whetherAnythingIsSaidAtAll() {
    var words = new TextWords(Languages.ENGLISH);
    assertThat(words.anyIn(List.of("", " - ", "&nbsp;"))).isFalse();
    assertThat(words.anyIn(List.of("", "7"))).isTrue();
    assertThat(words.anyIn(List.of())).isFalse();
  }
}
