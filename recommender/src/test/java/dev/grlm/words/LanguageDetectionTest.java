package dev.grlm.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where the proof of a language begins.
class LanguageDetectionTest {
  private static Language latin(List<String> texts) {
    return LanguageDetection.of(texts)
        .byScript()
        .getOrDefault(UnicodeScript.LATIN, Language.ENGLISH);
  }

  /// Every text is one word, so that no word joins others.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "four different stop words prove|und nicht auch für|0|0|GERMAN",
        "three do not, however often|und nicht auch und nicht auch und nicht auch|0|0|ENGLISH",
        "nor do they in capitals|UND NICHT AUCH Und Nicht Auch|0|0|ENGLISH",
        "capitals do not matter|UND Nicht aucH Für|0|0|GERMAN",
        "they may be few among other words|und nicht auch für|90|0|GERMAN",
        "but not one in fifty|und nicht auch für|200|0|ENGLISH",
        "half as much English does not matter|und nicht auch für|0|1|GERMAN",
        "as much English does|und nicht auch für|0|4|ENGLISH",
      })
  void aLanguageNeedsProof(
      String as, String stopWords, int otherWords, int english, Language expected) {
    var texts = new ArrayList<>(List.of(stopWords.split(" ", -1)));
    texts.addAll(Collections.nCopies(otherWords, "Rosalba"));
    texts.addAll(Collections.nCopies(english, "the"));
    assertThat(latin(texts)).as(as).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"9,1,JAPANESE", "10,1,CHINESE", "20,2,CHINESE", "19,2,JAPANESE", "1,0,CHINESE"})
  void oneKanaInTenIdeogramsIsJapanese(int ideograms, int kana, Language expected) {
    var texts = new ArrayList<>(Collections.nCopies(ideograms, "玫"));
    texts.addAll(Collections.nCopies(kana, "の"));
    assertThat(LanguageDetection.of(texts).byScript()).containsEntry(UnicodeScript.HAN, expected);
  }

  /// Four titles joined by `aus`, and half of all titles at least.
  @ParameterizedTest
  @CsvSource({"3,0,ENGLISH", "4,0,GERMAN", "4,4,GERMAN", "4,5,ENGLISH"})
  void titlesOfOneFormNeedBeFourAndHalfOfAll(int joined, int others, Language expected) {
    var texts = new ArrayList<>(Collections.nCopies(joined, "Kamm aus Holz"));
    texts.addAll(Collections.nCopies(others, "Rosalba Velvet Brush"));
    assertThat(latin(texts)).isEqualTo(expected);
  }

  /// `pot` is a stop word in Romanian; what ends titles as well joins nothing.
  @ParameterizedTest
  @CsvSource({"0,ROMANIAN", "1,ROMANIAN", "2,ENGLISH"})
  void whatEndsTitlesJoinsNothing(int ends, Language expected) {
    var texts = new ArrayList<>(Collections.nCopies(4, "Clay pot small"));
    texts.addAll(Collections.nCopies(ends, "Iron pot"));
    assertThat(latin(texts)).isEqualTo(expected);
  }

  private static final List<String> TEXTS =
      List.of(
          "Die Seife ist aus Rosen und für die Haut",
          "The soap is of roses",
          "Мыло из роз и не для кожи",
          "玫瑰香皂",
          "くし",
          "250 ml",
          "");

  /// What is told depends on what there is, not on where it stands in the catalogue.
  @Property(tries = 20)
  void theOrderOfTheTextsDoesNotMatter(@ForAll long seed) {
    var shuffled = new ArrayList<>(TEXTS);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(LanguageDetection.of(shuffled)).isEqualTo(LanguageDetection.of(TEXTS));
  }

  /// Words in two texts of letters are those of both.
  @Property(tries = 60)
  void wordsOfJoinedTextsAreThoseOfEach(
      @ForAll("plain") String left, @ForAll("plain") String right) {
    try (var splitter = new WordSplitter()) {
      var apart = new ArrayList<String>();
      splitter.split(left).forEach(word -> apart.add(word.text()));
      splitter.split(right).forEach(word -> apart.add(word.text()));
      assertThat(splitter.split(left + " / " + right))
          .extracting(WordSplitter.Word::text)
          .isEqualTo(apart);
    }
  }

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.strings().withChars("aBzÄéчЖ09 -.").ofMaxLength(20);
  }
}
