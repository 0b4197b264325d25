package dev.grlm.systems.idgenrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifier;
import dev.grlm.words.Languages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TextualIdsTest {
  /// Two words, three at most; every word is shared by enough.
  private static final TextualIdConfig TWO =
      TextualIdConfig.KEYWORDS.withWords(2).withMost(3).withMinimumItems(1);

  private static Item item(String id, String title, String description) {
    return new Item(id, title, "", List.of(), List.of(), description, "", Map.of());
  }

  private static Catalog catalog(String... titles) {
    return new Catalog(
        IntStream.range(0, titles.length)
            .mapToObj(item -> Item.titled("i" + item, titles[item]))
            .toList());
  }

  private static TextualIds ids(Catalog catalog, TextualIdConfig config, long... popularity) {
    return ids(catalog, config, Map.of(), popularity);
  }

  private static TextualIds ids(
      Catalog catalog, TextualIdConfig config, Map<String, Identifier> given, long... popularity) {
    try (var words = new ItemWords(catalog, config, List.of(), Languages.ENGLISH)) {
      ItemOrder order =
          ItemOrder.of(
              catalog.items().stream().map(Item::id).toList(),
              Arrays.copyOf(popularity, catalog.size()));
      List<List<List<String>>> unwritten = Collections.nCopies(catalog.size(), List.of());
      return TextualIds.of(catalog, order, words, given, unwritten, config);
    }
  }

  private static List<String> told(TextualIds ids) {
    return ids.identifiers().all().stream().map(Identifier::toString).toList();
  }

  @Test
  void theWordsThatTellMostComeFirst() {
    var catalog =
        new Catalog(
            List.of(
                item("a", "Oak table", "the table for the kitchen and the garden"),
                item("b", "Steel table", "garden"),
                item("c", "Glass table", "garden garden garden garden garden garden"),
                item("d", "Lamp", "kitchen")));
    assertThat(told(ids(catalog, TWO)))
        .containsExactly("[oak, table]", "[steel, table]", "[glass, garden]", "[lamp, kitchen]");
  }

  @Test
  void aWordOfFewItemsStandsBehindThoseOfMore() {
    Catalog catalog = catalog("zyx oak table", "oak table chair", "chair oak", "table 3000");
    assertThat(told(ids(catalog, TWO.withMinimumItems(2))))
        .startsWith("[oak, table]", "[chair, oak]")
        .endsWith("[table, 3000]");
    assertThat(told(ids(catalog, TWO))).startsWith("[zyx, oak]");
  }

  /// The ladder: more words, other words, a number.
  @Test
  void onAClashMoreWordsThenOthersThenANumber() {
    Catalog same =
        catalog(
            "red mug tea",
            "red mug tea",
            "red mug tea",
            "red mug tea",
            "red mug tea",
            "red mug tea");
    TextualIds ids = ids(same, TWO);
    assertThat(told(ids))
        .containsExactly(
            "[mug, red]",
            "[mug, red, tea]",
            "[mug, tea]",
            "[red, tea]",
            "[mug, red, 2]",
            "[mug, red, 3]");
    assertThat(ids.counts())
        .containsEntry(IdCandidates.Way.FIRST.told(), 1L)
        .containsEntry(IdCandidates.Way.MORE.told(), 1L)
        .containsEntry(IdCandidates.Way.OTHERS.told(), 2L)
        .containsEntry(IdCandidates.Way.NUMBER.told(), 2L);
  }

  @Test
  void whoIsTakenMostChoosesFirst() {
    Catalog same = catalog("red mug", "red mug");
    assertThat(told(ids(same, TWO, 1, 5))).containsExactly("[mug, red, 2]", "[mug, red]");
    assertThat(told(ids(same, TWO, 5, 1))).containsExactly("[mug, red]", "[mug, red, 2]");
  }

  /// Of what the public code makes depends on who stands first in a file; here it does not.
  @Test
  void theOrderOfTheFileDecidesNothing() {
    var random = new Random(3);
    List<String> words = List.of("red", "mug", "tea", "oak", "lamp");
    var items = new ArrayList<Item>();
    for (int number = 0; number < 80; number++) {
      items.add(
          Item.titled(
              "i" + number,
              words.get(random.nextInt(5)) + " " + words.get(random.nextInt(5)) + " mug"));
    }
    var shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, random);
    for (TextualIdConfig config : List.of(TWO, TextualIdConfig.TITLE)) {
      TextualIds one = ids(new Catalog(items), config);
      TextualIds other = ids(new Catalog(shuffled), config);
      assertThat(new HashSet<>(one.identifiers().all())).as("unique").hasSize(80);
      for (int place = 0; place < 80; place++) {
        assertThat(other.identifiers().of(shuffled.indexOf(items.get(place))))
            .isEqualTo(one.identifiers().of(place));
      }
    }
  }

  @Test
  void aTitleIsNamedByItsWordsInTheirOrder() {
    Catalog catalog =
        catalog("The Red Mug, for Tea", "red mug", "Red Mug", "a b c d e f g h i j k l");
    assertThat(told(ids(catalog, TextualIdConfig.TITLE)))
        .containsExactly(
            "[the, red, mug, for, tea]",
            "[red, mug]",
            "[red, mug, 2]",
            "[a, b, c, d, e, f, g, h, i, j]");
    Catalog longOnes = catalog("a b c d e f g h i j k", "a b c d e f g h i j l");
    assertThat(told(ids(longOnes, TextualIdConfig.TITLE)).getLast())
        .isEqualTo("[a, b, c, d, e, f, g, h, i, 2]");
  }

  /// Tried from 2 on by each, the numbers would be two hundred million.
  @Test
  @Timeout(60)
  void manyOfOneTitleAreNamedWithoutTryingAllNumbersEachTime() {
    var titles = new String[20_000];
    Arrays.fill(titles, "Red Mug");
    for (TextualIdConfig config : List.of(TextualIdConfig.TITLE, TWO)) {
      TextualIds ids = ids(catalog(titles), config);
      assertThat(new HashSet<>(ids.identifiers().all())).hasSize(20_000);
      List<String> numbers =
          ids.identifiers().all().stream()
              .filter(identifier -> identifier.length() == 3)
              .map(identifier -> identifier.symbol(2))
              .toList();
      assertThat(numbers)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(2, 20_000).mapToObj(Integer::toString).toList());
    }
  }

  /// What a number stands behind is taken by others, too.
  @Test
  void aNumberThatIsGivenIsPassedOver() {
    Map<String, Identifier> given = Map.of("i2", Identifier.of("red", "mug", "3"));
    assertThat(
            told(
                ids(
                    catalog("Red Mug", "Red Mug", "Red Mug", "Red Mug"),
                    TextualIdConfig.TITLE,
                    given)))
        .containsExactlyInAnyOrder("[red, mug]", "[red, mug, 2]", "[red, mug, 3]", "[red, mug, 4]");
  }

  @Test
  void whatHasNoWordIsNamedByItsId() {
    TextualIds ids = ids(catalog("", "!!", "mug"), TWO);
    assertThat(told(ids)).containsExactly("[i0]", "[i1]", "[mug]");
    assertThat(ids.counts()).containsEntry(TextualIds.WORDLESS, 2L);
  }

  @Test
  void givenOnesAreTakenAndOthersKeepAwayFromThem() {
    Map<String, Identifier> given =
        Map.of("i1", Identifier.of("mug", "red"), "unknown", Identifier.of("x"));
    TextualIds ids = ids(catalog("red mug", "lamp"), TWO, given, 9, 1);
    assertThat(told(ids)).containsExactly("[mug, red, 2]", "[mug, red]");
    assertThat(ids.counts()).containsEntry(TextualIds.GIVEN, 1L);
  }

  @Test
  void whatCannotBeIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextualIdConfig.KEYWORDS.withWords(6))
        .withMessage("words must be at least 1 and below most, which is at most 10: 6 and 6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdgenrecSettings.DEFAULT.withLengthExponents(List.of(0., -1.)))
        .withMessageContaining("[0.0, -1.0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdSource.parse("rhymes"))
        .withMessage("unknown 'from': 'rhymes'; it is one of [keywords, title, tags]");
  }
}
