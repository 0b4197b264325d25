package dev.grlm.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.words.Languages;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A dish is bought before soap, never before oil; then a soap is added that nobody bought.
class LookAlikesTest {
  private static final int DISH = 0;
  private static final int ROSE_SOAP = 1;
  private static final int MINT_SOAP = 2;
  private static final int OIL = 3;
  private static final int ADDED = 4;

  private static final List<Item> ITEMS =
      List.of(
          Item.titled("dish", "blue dish"),
          Item.titled("rose", "rose soap"),
          Item.titled("mint", "mint soap"),
          Item.titled("oil", "argan oil"));

  private static Signals counted() {
    var histories = new ArrayList<History>();
    for (int user = 0; user < 4; user++) {
      int[] items = {DISH, user % 2 == 0 ? ROSE_SOAP : MINT_SOAP};
      histories.add(new History("u" + user, items));
    }
    histories.add(new History("o", new int[] {OIL, OIL}));
    return Signals.of(
        new Dataset(new Catalog(ITEMS), histories, new TreeMap<>()),
        Optional.empty(),
        Languages.ENGLISH,
        List.of());
  }

  private static Signals with(Signals signals, String... titles) {
    var items = new ArrayList<>(ITEMS);
    for (String title : titles) {
      items.add(Item.titled("added " + items.size(), title));
    }
    return signals.grown(new Catalog(items), Optional.empty());
  }

  private static double score(Signals signals, String name, int item, int... history) {
    ScoredItems said =
        SignalWorlds.named(name, signals.set().signals()).scores(List.of(history)).getFirst();
    for (int place = 0; place < said.size(); place++) {
      if (said.items()[place] == item) {
        return said.scores()[place];
      }
    }
    return 0;
  }

  @Test
  void whatIsCountedOfLookAlikesSpeaksForAnAddedItem() {
    Signals grown = with(counted(), "rose soap", "argan oil");
    for (String name : List.of(Signals.BOUGHT_TOGETHER, Signals.NEXT_PAIR, Signals.ORDER_BLIND)) {
      assertThat(score(grown, name, ADDED, DISH)).as(name).isPositive();
      assertThat(score(grown, name, ADDED + 1, DISH)).as(name).isZero();
    }
    assertThat(score(grown, Signals.POPULAR, ADDED + 1)).isPositive();
  }

  /// "Rose soap" is the one item to the letter, and shares "soap" with the other.
  @Test
  void theLikestCountsMost() {
    Signals grown = with(counted(), "rose soap");
    double other = score(grown, Signals.WORDS, MINT_SOAP, ADDED);
    double rose = score(grown, Signals.NEXT_PAIR, ROSE_SOAP, DISH);
    double mint = score(grown, Signals.NEXT_PAIR, MINT_SOAP, DISH);
    assertThat(score(grown, Signals.WORDS, ROSE_SOAP, ADDED)).isEqualTo(1);
    assertThat(other).isBetween(.01, .9);
    assertThat(score(grown, Signals.NEXT_PAIR, ADDED, DISH))
        .isCloseTo((rose + other * other * mint) / (1 + other), within(1e-6));
  }

  @Test
  void whatIsLikeNothingIsLentNothing() {
    Signals grown = with(counted(), "unheard");
    for (Signal signal : grown.set().signals()) {
      assertThat(score(grown, signal.name(), ADDED, DISH, ROSE_SOAP)).as(signal.name()).isZero();
    }
  }

  /// Mint soap is taken for new: what rose soap is bought with speaks for it, not its own buyers.
  @Test
  void aCountedItemCanBeTakenForNew() {
    Signals counted = counted();
    var strangers = new BitSet();
    strangers.set(MINT_SOAP);
    Signals pretended = counted.pretending(strangers);
    double alike = score(counted, Signals.WORDS, MINT_SOAP, ROSE_SOAP);
    assertThat(score(pretended, Signals.NEXT_PAIR, MINT_SOAP, DISH))
        .isCloseTo(alike * score(counted, Signals.NEXT_PAIR, ROSE_SOAP, DISH), within(1e-6))
        .isNotCloseTo(score(counted, Signals.NEXT_PAIR, MINT_SOAP, DISH), within(1e-3));
    for (int other : List.of(ROSE_SOAP, OIL)) {
      assertThat(score(pretended, Signals.NEXT_PAIR, other, DISH))
          .isEqualTo(score(counted, Signals.NEXT_PAIR, other, DISH));
    }
    assertThat(pretended.alike(MINT_SOAP))
        .hasValueSatisfying(one -> assertThat(one.items()).containsExactly(ROSE_SOAP));
    assertThat(pretended.alike(ROSE_SOAP)).isEmpty();
  }

  @Test
  void aMixtureIsAMeanInWhichTheLikestCountsMost() {
    var alike = new Alike(new int[] {3, 8}, new double[] {.9, .1});
    assertThat(alike.mixture()).containsExactly(new double[] {.81 / .82, .01 / .82}, within(1e-9));
  }

  /// The look-alikes of items added earlier are looked for again.
  @Test
  void aCountedItemThatIsToldAnewIsAnotherLookAlike() {
    Signals grown = with(counted(), "rose soap");
    var items = new ArrayList<>(ITEMS);
    items.set(ROSE_SOAP, Item.titled("rose", "argan dish"));
    items.add(Item.titled("added 4", "rose soap"));
    Signals anew = grown.grown(new Catalog(items), Optional.empty());
    assertThat(score(anew, Signals.NEXT_PAIR, ADDED, DISH))
        .isPositive()
        .isLessThan(score(grown, Signals.NEXT_PAIR, ADDED, DISH));
  }

  /// Signals that lend keep the contract of all others.
  abstract static class Lending extends SignalContract {
    private final String name;

    Lending(String name) {
      this.name = name;
    }

    @Override
    protected Signal signal(Dataset dataset) {
      int counted = dataset.catalog().size() * 3 / 4;
      Identifiers terms = ToyWorlds.randomTerms(3, dataset.catalog().size(), 15);
      Signals before =
          Signals.of(
              SignalWorlds.first(dataset, counted),
              Optional.of(new Identifiers(terms.all().subList(0, counted))),
              Languages.ENGLISH,
              List.of());
      return SignalWorlds.named(
          name, before.grown(dataset.catalog(), Optional.of(terms)).set().signals());
    }
  }

  @Nested
  class LentBoughtTogether extends Lending {
    LentBoughtTogether() {
      super(Signals.BOUGHT_TOGETHER);
    }
  }

  @Nested
  class LentTwoSteps extends Lending {
    LentTwoSteps() {
      super(Signals.TWO_STEPS);
    }
  }

  @Nested
  class LentBlend extends Lending {
    LentBlend() {
      super(Signals.BLEND);
    }
  }
}
