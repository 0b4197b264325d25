package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.ItemTokenizer;
import dev.grlm.identifier.TermNormalForm;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.ItemTokenizerContract;
import dev.grlm.systems.grlm.naming.CollisionPolicy;
import dev.grlm.systems.grlm.naming.TermConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExtractiveTermGeneratorTest extends ItemTokenizerContract {
  /// Three groups of four; all are in the category "Shop".
  private static final List<String> TOYS =
      List.of(
          "Sencha, green, leaf, tea", "Matcha, green, powder, tea",
          "Assam, black, leaf, tea", "Darjeeling, black, leaf, teas",
          "Oslo, desk lamp, white", "Bergen, desk lamps, brass",
          "Malmo, floor, desk lamp, white", "Turku, floor, desk lamp, brass",
          "Runner, shoe, mesh, blue", "Sprinter, shoe, mesh, red",
          "Hiker, shoes, leather, red", "Walker, shoe, leather, blue");

  private static final TermConfig FOUR = TermConfig.DEFAULT.withLength(4);

  @Override
  protected ItemTokenizer tokenizer() {
    return new ExtractiveTermGenerator(TermConfig.DEFAULT);
  }

  @Test
  void goesFromTheSharedTermToTheSeparatingOne() {
    Identifiers identifiers = name(FOUR, toys(), groupsOfFour()).identifiers();
    assertThat(identifiers.of(0)).isEqualTo(Identifier.of("tea", "leaf", "green", "sencha"));
    assertThat(identifiers.of(3)).isEqualTo(Identifier.of("tea", "leaf", "black", "darjeeling"));
    assertThat(identifiers.of(5)).isEqualTo(Identifier.of("desk-lamp", "shop", "brass", "bergen"));
    assertThat(identifiers.of(8)).isEqualTo(Identifier.of("shoe", "blue", "mesh", "runner"));
    assertThat(identifiers.groups()).hasSize(12);
  }

  @Test
  void neverStartsWithWhatEveryItemHas() {
    assertThat(name(FOUR, toys(), groupsOfFour()).identifiers().all())
        .noneMatch(identifier -> identifier.symbol(0).equals("shop"));
    assertThat(name(FOUR.withNeighbors(0), toys(), groupsOfFour()).identifiers().all())
        .noneMatch(identifier -> identifier.symbol(0).equals("shop"));
  }

  @Test
  void goesByTheCatalogueWhereThereAreNoNeighbors() {
    Identifiers ignoring = name(FOUR.withNeighbors(0), toys(), groupsOfFour()).identifiers();
    assertThat(ignoring.all())
        .isEqualTo(name(FOUR, toys(), Neighbors.none(12)).identifiers().all());
    assertThat(ignoring.of(0).symbol(0)).isEqualTo("tea");
    assertThat(ignoring.of(0).symbol(3)).isEqualTo("sencha");
  }

  @Test
  void usesOneWordPerStemAndDecodesEntities() {
    var identifiers =
        name(
                TermConfig.DEFAULT.withLength(1).withNeighbors(0),
                titled("Cr&egrave;me", "Crème", "Cremes", "<b>crème</b>", "tea", "a &amp; b"),
                Neighbors.none(6))
            .identifiers();
    assertThat(identifiers.all().subList(0, 4)).containsOnly(Identifier.of("crème"));
    assertThat(identifiers.of(5).symbol(0)).isEqualTo("b");
  }

  @Test
  void keepsNumbersAndCodesForTheLastSlot() {
    var catalog = titled("tea 250 X9J", "tea pot", "tea cup 250", "tea cup");
    var neighbors = new Neighbors(new int[][] {{1}, {0}, {3}, {2}}, new float[4][1]);
    Identifiers identifiers =
        name(TermConfig.DEFAULT.withLength(3), catalog, neighbors).identifiers();
    assertThat(identifiers.of(0).symbol(0)).isEqualTo("tea");
    assertThat(identifiers.of(0).symbols().subList(0, 2)).doesNotContain("250", "x9j");
    assertThat(identifiers.of(2).symbol(2)).isEqualTo("250");
  }

  @Test
  void fillsAShortTextFromItsNeighborsAndSaysSo() {
    var catalog = titled("Rayman", "Rayman, jump, run, hat, glove", "", "!!!");
    var neighbors = new Neighbors(new int[][] {{1}, {0}, {1}, {}}, new float[4][1]);
    GeneratedTerms named = name(TermConfig.DEFAULT, catalog, neighbors);
    assertThat(named.identifiers().of(0).symbols())
        .startsWith("rayman")
        .containsExactlyInAnyOrder("rayman", "jump", "run", "hat", "glove");
    // An item without text is what its neighbor is; one without neighbors, what the catalogue is.
    assertThat(named.identifiers().of(2)).isEqualTo(named.identifiers().of(1));
    assertThat(named.identifiers().of(3).symbol(0)).isEqualTo("rayman");
    assertThat(named)
        .extracting(
            GeneratedTerms::fromText,
            GeneratedTerms::fromNeighbors,
            GeneratedTerms::fromCatalog,
            GeneratedTerms::fromItem)
        .containsExactly(6L, 9L, 5L, 0L);
    assertThat(named.filledShare()).isEqualTo(0.7);
  }

  @Test
  void namesACatalogueWithoutWords() {
    GeneratedTerms named = name(FOUR, titled("", "?"), Neighbors.none(2));
    assertThat(named.identifiers().of(1))
        .isEqualTo(Identifier.of("item-1", "item-1-2", "item-1-3", "item-1-4"));
    assertThat(named.fromItem()).isEqualTo(8);
  }

  @Test
  void avoidsTheWordsOfACompound() {
    var catalog = titled("nail polish red", "nail polish blue", "nail polish", "red", "blue");
    Identifiers identifiers =
        name(TermConfig.DEFAULT.withLength(2), catalog, Neighbors.none(5)).identifiers();
    assertThat(identifiers.of(0).symbols()).containsExactlyInAnyOrder("nail-polish", "red");
  }

  @Test
  void keepsIdenticalTextsTogetherUnlessAskedToSeparateThem() {
    var catalog = titled("Red wool scarf, long", "red wool scarf; long", "red wool scarf, LONG!");
    var neighbors = new Neighbors(new int[][] {{1, 2}, {2, 0}, {0}}, new float[3][2]);
    TermConfig two = TermConfig.DEFAULT.withLength(2);
    Identifiers kept = name(two, catalog, neighbors).identifiers();
    assertThat(kept.groups()).hasSize(1);
    GeneratedTerms separated =
        name(two.withCollisions(CollisionPolicy.SEPARATE), catalog, neighbors);
    assertThat(separated.identifiers().groups()).hasSize(3);
    assertThat(separated.identifiers().of(0)).isEqualTo(kept.of(0));
    assertThat(separated.identifiers().all())
        .allMatch(identifier -> identifier.symbol(0).equals(kept.of(0).symbol(0)));
  }

  @Test
  void separatesByIdWhereNoWordIsLeft() {
    GeneratedTerms separated =
        name(
            TermConfig.DEFAULT.withLength(1).withCollisions(CollisionPolicy.SEPARATE),
            titled("tea", "tea"),
            Neighbors.none(2));
    assertThat(separated.identifiers().all())
        .containsExactly(Identifier.of("tea"), Identifier.of("item-1"));
    assertThat(separated.fromItem()).isEqualTo(1);
  }

  @Test
  void refusesNeighborsOfAnotherCatalogue() {
    assertThatThrownBy(() -> name(FOUR, toys(), Neighbors.none(11)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("neighbors of 11 items for a catalogue of 12");
  }

  @Property(tries = 200)
  void namesAnyCatalogue(
      @ForAll @Size(min = 1, max = 12) List<String> titles,
      @ForAll @IntRange(min = 1, max = 6) int length,
      @ForAll @IntRange(min = 0, max = 3) int width) {
    var doubled = new ArrayList<>(titles);
    doubled.addAll(titles);
    Catalog catalog = titled(doubled.toArray(String[]::new));
    Neighbors neighbors = RealCatalog.textNeighbors(doubled, 4);
    TermConfig config = TermConfig.DEFAULT.withLength(length).withNeighbors(width);
    GeneratedTerms named = name(config, catalog, neighbors);
    assertThat(named.identifiers().all())
        .allMatch(identifier -> identifier.wellFormed(length))
        .allMatch(i -> i.symbols().stream().allMatch(t -> TermNormalForm.of(t).equals(t)));
    assertThat(name(config, catalog, neighbors)).usingRecursiveComparison().isEqualTo(named);
    Identifiers separated =
        name(config.withCollisions(CollisionPolicy.SEPARATE), catalog, neighbors).identifiers();
    assertThat(separated.groups()).hasSize(doubled.size());
    assertThat(separated.all()).allMatch(identifier -> identifier.wellFormed(length));
  }

  private static GeneratedTerms name(TermConfig config, Catalog catalog, Neighbors neighbors) {
    return new ExtractiveTermGenerator(config).generate(catalog, neighbors);
  }

  private static Catalog toys() {
    return new Catalog(
        IntStream.range(0, TOYS.size())
            .mapToObj(id ->
                new Item("" + id, TOYS.get(id), "", List.of("Shop"), List.of(), "", "", Map.of()))
            .toList());
  }

  private static Catalog titled(String... titles) {
    return new Catalog(
        IntStream.range(0, titles.length)
            .mapToObj(id -> Item.titled("" + id, titles[id]))
            .toList());
  }

  /// Everything is near its own group and nothing else.
  private static Neighbors groupsOfFour() {
    var items = new int[12][];
    for (int item = 0; item < 12; item++) {
      int self = item;
      int first = item / 4 * 4;
      items[item] = IntStream.range(first, first + 4).filter(other -> other != self).toArray();
    }
    return new Neighbors(items, new float[12][3]);
  }
}
