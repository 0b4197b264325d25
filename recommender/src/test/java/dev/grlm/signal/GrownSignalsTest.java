package dev.grlm.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.words.Languages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Signals of a catalogue that items were added to after counting.
class GrownSignalsTest {
  private static final int ITEMS = 16;

  /// A random shop of which the first items are counted, and what people do among all.
  private record World(Dataset counted, Dataset all, Identifiers identifiers) {
    static World of(long seed, int counted) {
      Dataset shop = SignalWorlds.shop(seed, ITEMS, 12, 26);
      return new World(
          SignalWorlds.first(shop, counted), shop, ToyWorlds.randomTerms(seed, ITEMS, 15));
    }

    static Catalog first(Catalog catalog, int items) {
      return new Catalog(catalog.items().subList(0, items));
    }

    Optional<Identifiers> identifiers(int items) {
      return Optional.of(new Identifiers(identifiers.all().subList(0, items)));
    }

    Signals signals() {
      return Signals.of(
          counted,
          identifiers(counted.catalog().size()),
          Languages.ENGLISH,
          List.of("material", "absent"));
    }

    Signals grown() {
      return signals().grown(all.catalog(), identifiers(ITEMS));
    }

    List<int[]> histories() {
      return all.histories().stream().map(History::items).toList();
    }
  }

  private static Dataset of(Item... items) {
    return new Dataset(new Catalog(List.of(items)), List.of(), new TreeMap<>());
  }

  private static Signals english(Dataset dataset) {
    return Signals.of(dataset, Optional.empty(), Languages.ENGLISH, List.of());
  }

  private static Catalog with(Dataset dataset, Item... further) {
    var items = new ArrayList<>(dataset.catalog().items());
    items.addAll(List.of(further));
    return new Catalog(items);
  }

  private static ScoredItems answer(Signals signals, String name, int... history) {
    return SignalWorlds.named(name, signals.set().signals()).scores(List.of(history)).getFirst();
  }

  private static void assertSameBits(
      List<List<ScoredItems>> answers, List<List<ScoredItems>> expected) {
    assertThat(answers).usingRecursiveComparison().isEqualTo(expected);
  }

  @Property(tries = 25)
  void addedItemsScoreByTheDefinition(
      @ForAll long seed, @ForAll @IntRange(max = ITEMS) int counted) {
    World world = World.of(seed, counted);
    var naive =
        new NaiveSignals(
            new Dataset(world.all().catalog(), world.counted().histories(), new TreeMap<>()),
            world.identifiers(),
            counted);
    SignalSet set = world.grown().set();
    assertThat(set.names()).isEqualTo(world.signals().set().names());
    List<List<ScoredItems>> answers = set.scores(world.histories());
    for (int user = 0; user < answers.size(); user++) {
      for (int signal = 0; signal < set.size(); signal++) {
        String name = set.names().get(signal);
        SignalsAgainstNaiveTest.assertSame(
            answers.get(user).get(signal),
            naive.scores(name, world.histories().get(user)),
            name + " of " + counted + " counted items");
      }
    }
  }

  @Property(tries = 30)
  void itemsThatWereThereScoreAsBeforeToTheBit(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = ITEMS) int counted) {
    World world = World.of(seed, counted);
    List<int[]> histories = world.counted().histories().stream().map(History::items).toList();
    List<List<ScoredItems>> grown =
        world.grown().set().scores(histories).stream()
            .map(said -> said.stream().map(scored -> below(counted, scored)).toList())
            .toList();
    assertSameBits(grown, world.signals().set().scores(histories));
  }

  private static ScoredItems below(int items, ScoredItems scored) {
    int size = (int) Arrays.stream(scored.items()).filter(item -> item < items).count();
    return new ScoredItems(
        Arrays.copyOf(scored.items(), size), Arrays.copyOf(scored.scores(), size));
  }

  /// In between, the last added item was told otherwise.
  @Property(tries = 30)
  void toGrowTwiceIsToGrowOnce(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = ITEMS - 2) int counted) {
    World world = World.of(seed, counted);
    var between = new ArrayList<>(world.all().catalog().items().subList(0, counted + 1));
    between.set(counted, Item.titled(between.get(counted).id(), "rose soap nail oil"));
    Signals twice =
        world
            .signals()
            .grown(new Catalog(between), world.identifiers(counted + 1))
            .grown(world.all().catalog(), world.identifiers(ITEMS));
    assertSameBits(
        twice.set().scores(world.histories()), world.grown().set().scores(world.histories()));
  }

  @Test
  void whatIsTheSameStaysTheSame() {
    World world = World.of(3, 9);
    Signals signals = world.signals();
    assertThat(signals.grown(World.first(world.all().catalog(), 9), world.identifiers(9)))
        .isSameAs(signals);
  }

  @Test
  void anItemWithoutAnyTextIsReachedByNothingAndSaysNothing() {
    Dataset shop = of(Item.titled("a", "rose soap"), Item.titled("b", "mint soap oil"));
    Signals grown = english(shop).grown(with(shop, Item.titled("c", "")), Optional.empty());
    for (Signal signal : grown.set().signals()) {
      assertThat(signal.scores(List.of(new int[] {2})).getFirst().size())
          .as(signal.name())
          .isZero();
      assertThat(signal.scores(List.of(new int[] {0})).getFirst().items())
          .as(signal.name())
          .doesNotContain(2);
    }
  }

  @Test
  void unheardWordsDoNotCountAndTheOthersDo() {
    Dataset shop = of(Item.titled("a", "rose soap"), Item.titled("b", "mint oil"));
    Signals grown =
        english(shop).grown(with(shop, Item.titled("c", "unheard rose word")), Optional.empty());
    ScoredItems titles = answer(grown, Signals.TITLES, 2);
    assertThat(titles.items()).containsExactly(0, 2);
    assertThat(titles.scores()[1]).isEqualTo(1);
  }

  /// A word of descriptions has a number, but nobody knows how rare it is in titles.
  @Test
  void aWordThatNoTitleHadDoesNotCountInTitles() {
    Dataset shop =
        of(Item.titled("a", "rose soap"), Item.titled("b", "mint oil"), described("jar"));
    Signals grown = english(shop).grown(with(shop, Item.titled("d", "rose jar")), Optional.empty());
    assertThat(answer(grown, Signals.TITLES, 3).items()).containsExactly(0, 3);
    assertThat(answer(grown, Signals.TITLES, 3).scores()[1]).isEqualTo(1);
    assertThat(answer(grown, Signals.WORDS, 3).items()).containsExactly(0, 2, 3);
  }

  private static Item described(String text) {
    return new Item("x", "", "", List.of(), List.of(), text, "", Map.of());
  }

  @Test
  void aPathBelowAnUnknownOneIsNotThatOfTheSameNameElsewhere() {
    Dataset shop =
        of(categorised("a", "Hair"), categorised("b", "Skin", "Oil"), categorised("c", "Bath"));
    Signals grown =
        english(shop)
            .grown(
                with(shop, categorised("d", "Food", "Hair"), categorised("e", "Skin", "Salt")),
                Optional.empty());
    assertThat(answer(grown, Signals.WORDS, 3).size()).isZero();
    assertThat(answer(grown, Signals.WORDS, 4).items()).containsExactly(1, 4);
  }

  private static Item categorised(String id, String... path) {
    return new Item(id, "", "", List.of(path), List.of(), "", "", Map.of());
  }

  @Test
  void itNeedsAllThatWasThere() {
    World world = World.of(4, 9);
    Signals signals = world.signals();
    Catalog fewer = World.first(world.all().catalog(), 8);
    assertThatThrownBy(() -> signals.grown(fewer, world.identifiers(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9 items were counted and only 8 are there now");
    assertThatThrownBy(() -> signals.grown(world.all().catalog(), world.identifiers(9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the catalogue has 16 items but 9 have an identifier");
    assertThatThrownBy(() -> signals.grown(world.all().catalog(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("terms of 9 items were counted");
  }
}
