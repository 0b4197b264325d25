package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.grlm.naming.TermConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExtractionTest {
  @Property(tries = 300)
  void namesAsThePlainReferenceDoes(
      @ForAll @IntRange(min = 1, max = 12) int size,
      @ForAll @IntRange(min = 1, max = 6) int length,
      @ForAll @IntRange(max = 4) int width,
      @ForAll long seed) {
    var random = new Random(seed);
    Catalog catalog = RandomCatalogs.catalog(size, random);
    Neighbors neighbors = RandomCatalogs.neighbors(size, random);
    TermConfig config =
        TermConfig.DEFAULT
            .with()
            .length(length)
            .neighbors(width)
            .textFields(List.of("color"))
            .build();
    var naive = new NaiveExtraction(config, catalog, neighbors);
    GeneratedTerms named = new ExtractiveTermGenerator(config).generate(catalog, neighbors);
    assertThat(named.identifiers().all()).isEqualTo(naive.identifiers());
    assertThat(named.fromText()).isEqualTo(naive.from(TermDraft.Origin.TEXT));
    assertThat(named.fromNeighbors()).isEqualTo(naive.from(TermDraft.Origin.NEIGHBORS));
    assertThat(named.fromCatalog()).isEqualTo(naive.from(TermDraft.Origin.CATALOG));
    assertThat(named.fromItem()).isEqualTo(naive.from(TermDraft.Origin.ITEM));
    assertThat(named.fromText() + named.fromNeighbors() + named.fromCatalog() + named.fromItem())
        .isEqualTo((long) size * length);
  }

  /// An item is drawn alone by a language model's generator, and together by this one.
  @Property(tries = 100)
  void oneItemAloneIsNamedAsAmongAll(
      @ForAll @IntRange(min = 1, max = 12) int size, @ForAll long seed) {
    var random = new Random(seed);
    Catalog catalog = RandomCatalogs.catalog(size, random);
    Neighbors neighbors = RandomCatalogs.neighbors(size, random);
    SlotFilling filling = Extraction.of(TermConfig.DEFAULT, catalog, neighbors, "auto").filling();
    List<String> ids = catalog.items().stream().map(Item::id).toList();
    List<TermDraft> all = filling.drafts(ids);
    var order = new ArrayList<Integer>();
    for (int item = 0; item < size; item++) {
      order.add(item);
    }
    Collections.shuffle(order, random);
    for (int item : order) {
      assertThat(filling.draft(item, ids.get(item))).isEqualTo(all.get(item));
    }
  }

  /// The item's text has nothing for the last two slots: the first neighbor's term of that slot is
  /// taken, then any other of its terms, then what is common.
  @Test
  void aSlotIsFilledFromNearToFar() {
    var catalog =
        new Catalog(
            List.of(
                Item.titled("0", "kettle"),
                Item.titled("1", "lamp desk brass"),
                Item.titled("2", "soap"),
                Item.titled("3", "soap")));
    var neighbors = new Neighbors(new int[][] {{1}, {0}, {}, {}}, new float[4][1]);
    SlotFilling filling =
        Extraction.of(TermConfig.DEFAULT.withLength(5), catalog, neighbors, "auto").filling();
    TermDraft kettle = filling.draft(0, "0");
    TermDraft lamp = filling.draft(1, "1");
    assertThat(kettle.terms().getFirst()).isEqualTo("kettle");
    assertThat(kettle.terms().subList(1, 3)).isEqualTo(lamp.terms().subList(1, 3));
    assertThat(kettle.terms().get(3)).isEqualTo(lamp.terms().get(0));
    assertThat(kettle.terms().get(4)).as("the commonest of the shop").isEqualTo("soap");
    assertThat(kettle.sources())
        .containsExactly(
            TermDraft.Origin.TEXT,
            TermDraft.Origin.NEIGHBORS,
            TermDraft.Origin.NEIGHBORS,
            TermDraft.Origin.NEIGHBORS,
            TermDraft.Origin.CATALOG);
  }

  @Test
  void whatNoWordCanNameIsNamedByItsId() {
    SlotFilling filling = filling("soap", "", "สบู่");
    assertThat(filling.name(0, "A, b", 0)).isEqualTo("item-a--b");
    assertThat(filling.name(1, "7", 2)).isEqualTo("item-7-3");
    assertThat(filling.name(2, "7", 0)).as("its id is foreign to it").isEqualTo("สบู่-1");
  }

  private static SlotFilling filling(String... titles) {
    var items = new ArrayList<Item>();
    for (String title : titles) {
      items.add(Item.titled("i" + items.size(), title));
    }
    return Extraction.of(
            TermConfig.DEFAULT, new Catalog(items), Neighbors.none(items.size()), "auto")
        .filling();
  }
}
