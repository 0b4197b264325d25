package dev.grlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.ItemOrder;
import dev.grlm.data.Split;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.ToyWorlds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/// What follows from the definitions of the floor's parts, on random worlds.
class FloorPropertiesTest {
  private static final int ITEMS = 9;

  /// How often one item came right after another in training.
  private static double[][] successors(Dataset dataset) {
    double[][] counts = new double[ITEMS][ITEMS];
    for (History history : dataset.histories()) {
      int[] items = Split.training(history);
      for (int place = 1; place < items.length; place++) {
        counts[items[place - 1]][items[place]]++;
      }
    }
    return counts;
  }

  private static double[][] dense(SparseMatrix matrix) {
    double[][] dense = new double[matrix.rows()][matrix.columns()];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int entry = matrix.start(row); entry < matrix.end(row); entry++) {
        dense[row][matrix.column(entry)] = matrix.value(entry);
      }
    }
    return dense;
  }

  @Property(tries = 60)
  void markovListsTheSuccessorsOfTheLastItemAlone(@ForAll long seed, @ForAll boolean repeats) {
    Dataset dataset = ToyWorlds.random(seed, ITEMS, 15, 10);
    MarkovRecommender markov = MarkovRecommender.fit(dataset);
    double[][] counts = successors(dataset);
    for (int last = 0; last < ITEMS; last++) {
      Query query = Query.of(new int[] {(last + 1) % ITEMS, (last + 3) % ITEMS, last}, 4, repeats);
      List<Recommendation> list = markov.recommend(query);
      assertThat(list)
          .extracting(Recommendation::item)
          .isEqualTo(NaiveFloor.ranked(counts[last], query));
      for (Recommendation recommendation : list) {
        assertThat(recommendation.score()).isEqualTo(counts[last][recommendation.item()]);
      }
    }
  }

  @Example
  void markovKnowsNothingOfAnEmptyHistory() {
    var markov = MarkovRecommender.fit(ToyWorlds.cyclic(4, 4, 6));
    assertThat(markov.recommend(Query.of(new int[0], 3, true))).isEmpty();
  }

  /// A graph of direct successors without any division is what the chain counts.
  @Property(tries = 60)
  void theNarrowestGraphIsTheChain(@ForAll long seed) {
    Dataset dataset = ToyWorlds.random(seed, ITEMS, 15, 10);
    ItemGraph graph = ItemGraph.of(dataset, new GraphSettings(1, 0, 0, 0));
    assertThat(dense(graph.weights())).isDeepEqualTo(successors(dataset));
  }

  /// The first exponent is that of an item's own row, the second that of the items it leads to.
  @Property(tries = 60)
  void sumsOfRowsOrColumnsAreOneWhereTheyAreDividedByThemselves(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int window,
      @ForAll @DoubleRange(max = 1) double reverse) {
    Dataset dataset = ToyWorlds.random(seed, ITEMS, 15, 10);
    SparseMatrix rows = ItemGraph.of(dataset, new GraphSettings(window, reverse, 1, 0)).weights();
    assertSumsAreOne(rows.rowSums());
    SparseMatrix columns =
        ItemGraph.of(dataset, new GraphSettings(window, reverse, 0, 1)).weights();
    assertSumsAreOne(columns.columnSums());
  }

  private static void assertSumsAreOne(double[] sums) {
    assertThat(Arrays.stream(sums).boxed())
        .allMatch(sum -> sum == 0 || Math.abs(sum - 1) < 1e-12)
        .hasSize(ITEMS);
  }

  /// With the way back as wide as the way there nothing is left of the order of time.
  @Property(tries = 60)
  void aGraphOfEqualWaysIsItsOwnTranspose(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int window) {
    Dataset dataset = ToyWorlds.random(seed, ITEMS, 15, 10);
    double[][] there = dense(ItemGraph.of(dataset, new GraphSettings(window, 1, 0, 0)).weights());
    for (int row = 0; row < ITEMS; row++) {
      for (int column = 0; column < ITEMS; column++) {
        assertThat(there[row][column]).isCloseTo(there[column][row], within(1e-12));
      }
    }
  }

  @Property(tries = 60)
  void weightsOfAHistoryAreThePowersOfItsAges(
      @ForAll @IntRange(max = 12) int items,
      @ForAll @IntRange(min = 1, max = 8) int length,
      @ForAll @DoubleRange(min = .1, max = 1) double decay) {
    int[] history = new int[items];
    for (int place = 0; place < items; place++) {
      history[place] = place;
    }
    var visited = new ArrayList<Integer>();
    new HistoryDecay(length, decay)
        .forEach(
            history,
            (item, weight) -> {
              assertThat(weight).isCloseTo(Math.pow(decay, visited.size()), within(1e-12));
              visited.add(item);
            });
    int oldest = Math.max(0, items - length);
    assertThat(visited).hasSize(items - oldest);
    assertThat(visited).isSortedAccordingTo(Collections.reverseOrder());
    assertThat(visited).allMatch(item -> item >= oldest);
  }

  private static double cosine(FeatureBags bags, int item, int other) {
    var ranked =
        Scores.rank(
            List.of(Query.of(new int[] {item}, ITEMS, true)),
            ItemOrder.of(ToyWorlds.catalog(ITEMS)),
            (scores, history) -> bags.addTo(scores, history, HistoryDecay.DEFAULT, 1));
    return ranked.getFirst().stream()
        .filter(recommendation -> recommendation.item() == other)
        .mapToDouble(Recommendation::score)
        .sum();
  }

  /// An item is nearest to itself, or, where all of its terms stand on all items, to nothing.
  @Property(tries = 60)
  void bagsAreComparedByACosine(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int vocabulary) {
    FeatureBags bags = TermBags.of(ToyWorlds.randomTerms(seed, ITEMS, vocabulary, 3)).bags();
    for (int item = 0; item < ITEMS; item++) {
      double self = cosine(bags, item, item);
      assertThat(self == 0 || Math.abs(self - 1) < 1e-12).as("%s", self).isTrue();
      for (int other = 0; other < item; other++) {
        double there = cosine(bags, item, other);
        assertThat(there).isBetween(0.0, 1 + 1e-12);
        assertThat(there).isCloseTo(cosine(bags, other, item), within(1e-12));
      }
    }
  }

  @Example
  void whatStandsOnEveryItemMakesNoneAlike() {
    FeatureBags bags =
        TermBags.of(new Identifiers(Collections.nCopies(ITEMS, Identifier.of("soap", "bar"))))
            .bags();
    assertThat(cosine(bags, 0, 0)).isZero();
    assertThat(cosine(bags, 0, 1)).isZero();
  }
}
