package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.grlm.naming.TermConfig;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// When a size, a number or another word takes the last place.
class LastTermsTest {
  private static Identifiers named(int length, String... titles) {
    var catalog =
        new Catalog(
            IntStream.range(0, titles.length)
                .mapToObj(id -> Item.titled("i" + id, titles[id]))
                .toList());
    return new ExtractiveTermGenerator(TermConfig.DEFAULT.withLength(length))
        .tokenize(catalog, Neighbors.none(titles.length));
  }

  @Test
  void aSizeTellsApartWhatWordsDoNot() {
    Identifiers sizes = named(2, "rose, soap, 8 oz", "rose, soap, 16 oz", "tea", "lamp");
    assertThat(sizes.of(0).symbols())
        .as("the first one stays")
        .containsExactlyInAnyOrder("rose", "soap");
    assertThat(sizes.of(1)).isEqualTo(Identifier.of(sizes.of(0).symbol(0), "16-oz"));
  }

  @Test
  void whatWordsTellApartNeedsNoSize() {
    Identifiers words = named(2, "rose, soap, 8 oz", "mint, soap, 8 oz", "tea", "lamp");
    assertThat(words.groups()).hasSize(4);
    assertThat(words.all()).noneMatch(identifier -> identifier.symbols().contains("8-oz"));
  }

  @Test
  void anotherWordComesBeforeASize() {
    Identifiers left =
        named(2, "rose, soap, 8 oz", "rose, soap, mild, 9 oz", "tea, mild", "lamp, mild");
    assertThat(left.groups()).hasSize(4);
    assertThat(left.all()).noneMatch(identifier -> identifier.symbol(1).endsWith("oz"));
  }

  @Test
  void equalTextsStayTogether() {
    assertThat(named(2, "soap 8 oz", "soap 8 oz", "tea").groups()).hasSize(2);
  }

  @Test
  void whatAShortTextHasIsItsOwn() {
    assertThat(named(2, "halo 3", "tea pot").of(0)).isEqualTo(Identifier.of("halo", "3"));
  }

  /// A category says what kind of thing an item is, a brand of more items does not.
  @Test
  void theFirstTermIsACategory() {
    List<Item> items =
        IntStream.range(0, 12)
            .mapToObj(id ->
                new Item(
                    "i" + id,
                    id < 4 ? "Olay rose" + id + "x" : "Thing number" + id + "x",
                    "",
                    List.of(id < 3 ? "Shampoos" : "Lamps"),
                    List.of(),
                    "",
                    "",
                    Map.of()))
            .toList();
    Identifiers identifiers =
        new ExtractiveTermGenerator(TermConfig.DEFAULT.withLength(2))
            .tokenize(new Catalog(items), Neighbors.none(12));
    assertThat(identifiers.of(0).symbol(0)).isEqualTo("shampoos");
    assertThat(identifiers.of(3).symbol(0)).isEqualTo("lamps");
  }

  /// The plain reference without this step is the slots as they are filled.
  @Property(tries = 150)
  void neverMoreItemsShareTheirTerms(
      @ForAll @IntRange(min = 1, max = 14) int size,
      @ForAll @IntRange(min = 1, max = 3) int length,
      @ForAll long seed) {
    var random = new Random(seed);
    Catalog catalog = RandomCatalogs.catalog(size, random);
    Neighbors neighbors = RandomCatalogs.neighbors(size, random);
    TermConfig config = TermConfig.DEFAULT.withLength(length);
    var naive = new NaiveExtraction(config, catalog, neighbors);
    Identifiers apart = new ExtractiveTermGenerator(config).tokenize(catalog, neighbors);
    Identifiers together = new Identifiers(naive.withoutSeparation());
    assertThat(apart.groups()).hasSizeGreaterThanOrEqualTo(together.groups().size());
    for (int item = 0; item < size; item++) {
      assertThat(apart.of(item).symbols().subList(0, length - 1))
          .isEqualTo(together.of(item).symbols().subList(0, length - 1));
    }
  }
}
