package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.words.Languages;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermVocabularyTest {
  private static Catalog titled(String... titles) {
    return new Catalog(
        IntStream.range(0, titles.length)
            .mapToObj(id -> Item.titled("" + id, titles[id]))
            .toList());
  }

  private static TermVocabulary vocabulary(String... titles) {
    return new TermVocabulary(titled(titles), List.of(), Languages.ENGLISH);
  }

  private static List<String> texts(TermVocabulary vocabulary) {
    return IntStream.range(0, vocabulary.size())
        .mapToObj(index -> vocabulary.term(index).text())
        .toList();
  }

  private static List<String> offered(TermVocabulary vocabulary, int item) {
    return Arrays.stream(vocabulary.offer(item).terms())
        .mapToObj(index -> vocabulary.term(index).text())
        .toList();
  }

  @Property(tries = 300)
  void countsAsThePlainReferenceDoes(
      @ForAll @IntRange(min = 1, max = 15) int size, @ForAll long seed) {
    Catalog catalog = RandomCatalogs.catalog(size, new Random(seed));
    List<String> fields = seed % 2 == 0 ? List.of() : List.of("color");
    var vocabulary = new TermVocabulary(catalog, fields, Languages.ENGLISH);
    var naive = new NaiveVocabulary(catalog, fields, Languages.ENGLISH);
    assertThat(IntStream.range(0, vocabulary.size()).mapToObj(vocabulary::term))
        .extracting(
            TermVocabulary.Term::text,
            TermVocabulary.Term::stems,
            TermVocabulary.Term::items,
            TermVocabulary.Term::noise)
        .isEqualTo(
            naive.terms().stream()
                .map(term -> tuple(term.text(), term.key(), term.items(), term.noise()))
                .toList());
    for (int item = 0; item < size; item++) {
      List<NaiveVocabulary.Offered> expected = naive.offer(item);
      assertThat(offered(vocabulary, item))
          .isEqualTo(expected.stream().map(offered -> offered.term().text()).toList());
      assertThat(vocabulary.offer(item).prominence())
          .containsExactly(
              expected.stream().mapToDouble(NaiveVocabulary.Offered::prominence).toArray());
    }
  }

  /// The base form stands for its group where people write it, else the commonest one does.
  @Test
  void oneWordStandsForItsGroup() {
    assertThat(texts(vocabulary("curlers", "curlers", "curlers", "curler"))).contains("curler");
    assertThat(texts(vocabulary("lotions", "lotions"))).containsExactly("lotions");
    assertThat(texts(vocabulary("crèmes", "crèmes", "creme"))).containsExactly("creme");
    assertThat(texts(vocabulary("tea", "teas")))
        .as("of equally common ones")
        .containsExactly("tea");
  }

  /// What categories have in plural is told in singular where one title has it.
  @ParameterizedTest
  @CsvSource({
    "en, tools tools tools tools tools tool, tool",
    "en, accessories accessories accessories accessories accessories accessory, accessory",
    "en, series series series, series",
    "de, seifen seifen seifen seifen seifen seife, seife",
    "fr, savons savons savons savons savons savon, savon",
    "es, lámparas lámparas lámparas lámparas lámparas lámpara, lámpara",
    "ru, мыла мыла мыла мыла мыла мыл, мыла"
  })
  void aSingularStandsForItsPlural(String language, String text, String word) {
    String[] titles = text.split(" ", -1);
    var vocabulary =
        new TermVocabulary(titled(titles), List.of(), Languages.of(language, List.of(titles)));
    assertThat(texts(vocabulary)).containsExactly(word);
  }

  @Test
  void aQuantityJoinsNoCompound() {
    assertThat(texts(vocabulary("spray 8 oz tube", "spray 8 oz tube")))
        .containsExactlyInAnyOrder("spray", "8-oz", "tube");
  }

  @Test
  void aCompoundNeedsTwoItemsAndAFifthOfItsRarerWord() {
    assertThat(texts(vocabulary("nail polish", "red"))).doesNotContain("nail-polish");
    assertThat(texts(vocabulary("nail polish", "nail polish", "polish")))
        .containsExactlyInAnyOrder("nail", "polish", "nail-polish");
    String[] titles = new String[22];
    Arrays.setAll(titles, item -> item < 2 ? "nail polish" : item < 12 ? "nail" : "polish");
    assertThat(texts(vocabulary(titles))).as("2 of 12").doesNotContain("nail-polish");
    titles[2] = "nail polish";
    assertThat(texts(vocabulary(titles))).as("3 of 12").contains("nail-polish");
  }

  @Test
  void wordsThatDoNotTouchMakeNoCompound() {
    assertThat(texts(vocabulary("nail, polish", "nail, polish"))).doesNotContain("nail-polish");
    assertThat(texts(vocabulary("nail of polish", "nail of polish")))
        .containsExactlyInAnyOrder("nail", "polish");
    assertThat(texts(vocabulary("tea tea", "tea tea"))).containsExactly("tea");
  }

  @Test
  void stopWordsCountWhereThereIsNothingElse() {
    TermVocabulary vocabulary = vocabulary("The The", "The tea");
    assertThat(offered(vocabulary, 0)).containsExactly("the");
    assertThat(offered(vocabulary, 1)).containsExactly("tea");
  }

  @Test
  void numbersSinglesAndLoneCodesAreNoise() {
    TermVocabulary vocabulary =
        vocabulary("tea 250 x9j b oz", "tea 250 vitamin-b12 8ml", "b12 tea");
    assertThat(
            IntStream.range(0, vocabulary.size())
                .mapToObj(vocabulary::term)
                .filter(TermVocabulary.Term::noise)
                .map(TermVocabulary.Term::text))
        .containsExactlyInAnyOrder("250", "x9j", "b", "oz", "8-ml");
    assertThat(texts(vocabulary)).contains("b12");
  }

  @Test
  void theCommonestComeFirstAndNoiseLast() {
    TermVocabulary vocabulary = vocabulary("250 tea pot", "250 tea cup", "250 tea", "pot");
    assertThat(
            Arrays.stream(vocabulary.byFrequency())
                .mapToObj(index -> vocabulary.term(index).text()))
        .startsWith("tea", "pot")
        .endsWith("250");
  }

  @Test
  void whatStandsEarlyIsProminentAndDescriptionsAreNot() {
    var item = new Item("a", "tea pot", "", List.of(), List.of(), "steel kettle tea", "", Map.of());
    var vocabulary = new TermVocabulary(new Catalog(List.of(item)), List.of(), Languages.ENGLISH);
    assertThat(offered(vocabulary, 0)).containsExactly("tea", "pot", "steel", "kettle");
    assertThat(vocabulary.offer(0).prominence()).containsExactly(1, 1 / 1.05, .25, .25 / 1.05);
  }

  /// Places have fourteen bits.
  @Test
  void veryLongTextsEndInOneProminence() {
    String words =
        IntStream.range(0, 20_000).mapToObj(n -> "w" + n + "x").collect(Collectors.joining(" "));
    double[] prominence = vocabulary(words).offer(0).prominence();
    assertThat(prominence).hasSize(20_000);
    assertThat(prominence[16_383]).isEqualTo(1 / (1 + 16_383 / 20.0));
    assertThat(prominence[19_999]).isEqualTo(prominence[16_383]);
  }

  @Test
  void termsOverlapByAWord() {
    TermVocabulary vocabulary = vocabulary("nail polish", "nail polish", "nails", "file");
    List<String> texts = texts(vocabulary);
    assertThat(vocabulary.overlap(texts.indexOf("nail-polish"), texts.indexOf("nail"))).isTrue();
    assertThat(vocabulary.overlap(texts.indexOf("polish"), texts.indexOf("nail-polish"))).isTrue();
    assertThat(vocabulary.overlap(texts.indexOf("polish"), texts.indexOf("nail"))).isFalse();
  }
}
