package dev.grlm.systems.gram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifier;
import dev.grlm.systems.gram.ItemTree.Node;
import dev.grlm.words.Languages;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LexicalIdsTest {
  private static final LexicalIdConfig CONFIG =
      LexicalIdConfig.DEFAULT.withDepth(2).withMinimumItems(1);

  /// Titles are the texts, and numbers the ids.
  private static Catalog catalog(String... titles) {
    return new Catalog(
        IntStream.range(0, titles.length)
            .mapToObj(item -> Item.titled(Integer.toString(item), titles[item]))
            .toList());
  }

  private static WordWeights weights(Catalog catalog, LexicalIdConfig config) {
    return new WordWeights(catalog, config, List.of(), Languages.ENGLISH);
  }

  private static LexicalIds named(Catalog catalog, ItemTree tree, LexicalIdConfig config) {
    try (WordWeights words = weights(catalog, config)) {
      return LexicalIds.of(catalog, ItemOrder.of(catalog), tree, words, config.depth());
    }
  }

  private static Node leaf(int... items) {
    return new Node(items, List.of());
  }

  private static Node node(Node... children) {
    int[] items =
        List.of(children).stream().flatMapToInt(one -> IntStream.of(one.items())).toArray();
    return new Node(items, List.of(children));
  }

  private static Identifier identifier(String... words) {
    return Identifier.of(words);
  }

  /// By hand, of log(1 + (4 − df + ½) / (df + ½)): mug and table have df 2, the others 1.
  @Test
  void aClusterIsNamedByWhatItsItemsHaveMostOf() {
    Catalog catalog = catalog("red mug", "blue mug", "oak table", "pine table");
    LexicalIds named =
        named(catalog, new ItemTree(node(node(leaf(0), leaf(1)), node(leaf(2), leaf(3)))), CONFIG);
    assertThat(named.identifiers().all())
        .containsExactly(
            identifier("mug", "red"),
            identifier("mug", "blue"),
            identifier("table", "oak"),
            identifier("table", "pine"));
    assertThat(named.counts()).isEmpty();
  }

  @Test
  void theWeightOfAWordIsItsNumberTimesItsRarity() {
    Catalog catalog = catalog("red red mug", "blue mug", "the oak table 7 x");
    try (WordWeights words = weights(catalog, CONFIG)) {
      assertThat(words.of(catalog.item(0)))
          .containsExactly(
              Map.entry("mug", Math.log(1 + 1.5 / 2.5)),
              Map.entry("red", 2 * Math.log(1 + 2.5 / 1.5)));
      assertThat(words.of(catalog.item(2)))
          .as("no stop word, no number, no single letter")
          .containsOnlyKeys("oak", "table");
    }
    try (WordWeights words = weights(catalog, CONFIG.withFirstWords(2))) {
      assertThat(words.of(catalog.item(0))).containsOnlyKeys("red");
    }
  }

  @Test
  void aWordOfTooFewItemsComesLast() {
    Catalog catalog = catalog("odd odd mug", "mug", "table");
    LexicalIdConfig config = CONFIG.withDepth(1);
    ItemTree flat = ItemTree.flat(3, 1);
    assertThat(named(catalog, flat, config).identifiers().of(0)).isEqualTo(identifier("odd"));
    assertThat(named(catalog, flat, config.withMinimumItems(2)).identifiers().of(0))
        .isEqualTo(identifier("mug"));
  }

  /// The first of equals is the one that comes first in order.
  @Test
  void whatHasTheSameWordsGetsANumber() {
    Catalog catalog = catalog("red mug", "red mug", "mug red", "oak table");
    LexicalIds named = named(catalog, ItemTree.flat(4, 2), CONFIG);
    assertThat(named.identifiers().all())
        .containsExactly(
            identifier("mug", "red"),
            identifier("mug", "red", "2"),
            identifier("mug", "red", "3"),
            identifier("oak", "table"));
    assertThat(named.identifiers().groups()).hasSize(4);
    assertThat(named.counts())
        .containsEntry(LexicalIds.NUMBERED, 2L)
        .containsEntry(LexicalIds.ALIKE, 2L);
  }

  @Test
  void whoHasNoFurtherWordHasAShorterName() {
    Catalog catalog = catalog("mug", "red mug", "…");
    LexicalIds named = named(catalog, ItemTree.flat(3, 3), CONFIG.withDepth(3));
    assertThat(named.identifiers().all())
        .containsExactly(identifier("mug"), identifier("red", "mug"), identifier("2"));
    assertThat(named.identifiers().lengths().fixed()).isFalse();
    assertThat(named.counts())
        .containsEntry(LexicalIds.SHORT, 2L)
        .containsEntry(LexicalIds.WORDLESS, 1L);
  }
}
