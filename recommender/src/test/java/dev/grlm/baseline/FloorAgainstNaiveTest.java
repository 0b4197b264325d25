package dev.grlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import dev.grlm.recommend.ToyWorlds;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/// The fast floor gives the scores of [NaiveFloor] on random worlds, for any settings.
class FloorAgainstNaiveTest {
  private static final int ITEMS = 18;

  @Property(tries = 60)
  void graphScoresAreThoseOfTheDefinition(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 25) int window,
      @ForAll @DoubleRange(max = 1) double reverseWeight,
      @ForAll @DoubleRange(max = 1) double inExponent,
      @ForAll @IntRange(min = 1, max = 12) int recent) {
    Dataset dataset = ToyWorlds.random(seed, ITEMS, 12, 15);
    var graph = new GraphSettings(window, reverseWeight, .5, inExponent);
    var decay = new HistoryDecay(recent, .6);
    double[][] rows = NaiveFloor.graph(dataset, graph);
    assertSame(
        dataset,
        ItemGraphRecommender.fit(dataset, graph, decay),
        history -> NaiveFloor.scores(rows, history, decay));
  }

  @Property(tries = 60)
  void termScoresAreThoseOfTheDefinition(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int vocabulary,
      @ForAll @IntRange(min = 1, max = 10) int length) {
    Dataset dataset = ToyWorlds.random(seed, ITEMS, 12, 15);
    Identifiers identifiers = ToyWorlds.randomTerms(seed, ITEMS, vocabulary, length);
    double[][] cosines = NaiveFloor.cosines(identifiers);
    assertSame(
        dataset,
        TermSimilarityRecommender.fit(dataset.catalog(), identifiers),
        history -> NaiveFloor.scores(cosines, history, HistoryDecay.DEFAULT));
  }

  @Property(tries = 60)
  void mixedScoresAreThoseOfTheDefinition(
      @ForAll long seed, @ForAll @DoubleRange(max = 2) double termWeight) {
    Dataset dataset = ToyWorlds.random(seed, ITEMS, 12, 15);
    Identifiers identifiers = ToyWorlds.randomTerms(seed, ITEMS, 20);
    double[][] rows = NaiveFloor.graph(dataset, GraphSettings.DEFAULT);
    double[][] cosines = NaiveFloor.cosines(identifiers);
    for (int i = 0; i < ITEMS; i++) {
      for (int j = 0; j < ITEMS; j++) {
        rows[i][j] += termWeight * cosines[i][j];
      }
    }
    var settings = new FloorSettings(GraphSettings.DEFAULT, HistoryDecay.DEFAULT, termWeight);
    assertSame(
        dataset,
        ItemGraphTermsRecommender.tuned(dataset, identifiers, settings),
        history -> NaiveFloor.scores(rows, history, HistoryDecay.DEFAULT));
  }

  @FunctionalInterface
  private interface Reference {
    double[] scores(int[] history);
  }

  private static void assertSame(Dataset dataset, Recommender recommender, Reference reference) {
    for (History history : dataset.histories()) {
      Query query = Query.of(history.items(), 6, history.length() % 3 == 0);
      double[] expected = reference.scores(history.items());
      List<Recommendation> list = recommender.recommend(query);
      List<Integer> best = NaiveFloor.ranked(expected, query);
      assertThat(list).hasSameSizeAs(best);
      for (int place = 0; place < best.size(); place++) {
        // Scores that are equal on paper may differ in their last bit and so change places.
        assertThat(list.get(place).score())
            .isCloseTo(expected[list.get(place).item()], within(1e-12))
            .isCloseTo(expected[best.get(place)], within(1e-12));
      }
    }
  }
}
