package dev.grlm.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.ItemOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What every [Scorer] promises. The test of an implementation extends this and says how one is
/// fitted; it is fitted once for all methods.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ScorerContract {
  private Dataset dataset;
  private Scorer scorer;
  private List<int[]> histories;

  /// The implementation, fitted on `dataset`.
  protected abstract Scorer fit(Dataset dataset) throws Exception;

  /// A small random world; override where an implementation needs another one.
  protected Dataset dataset() {
    return ToyWorlds.random(7, 40, 60, 12);
  }

  @BeforeAll
  void fitOnce() throws Exception {
    dataset = dataset();
    scorer = fit(dataset);
    histories = dataset.histories().stream().map(History::items).toList();
  }

  @Test
  void hasAName() {
    assertThat(scorer.name()).isNotBlank().doesNotContainAnyWhitespaces();
  }

  @Test
  void givesRisingItemsOfTheCatalogueWithNumbersForScores() {
    List<ScoredItems> answers = scorer.scores(histories);
    assertThat(answers).hasSameSizeAs(histories);
    answers.forEach(this::assertWellFormed);
  }

  @Test
  void reachesItemsFromMostHistoriesOfTheWorldItWasFittedOn() {
    long reaching = scorer.scores(histories).stream().filter(answer -> answer.size() > 0).count();
    assertThat(reaching)
        .as(
            "answers with items out of %d, without which this contract says little",
            histories.size())
        .isGreaterThan(histories.size() / 2);
  }

  @Test
  void saysTheSameOfAHistoryAloneAndAmongOthers() {
    List<ScoredItems> together = scorer.scores(histories);
    List<ScoredItems> reversed = scorer.scores(histories.reversed()).reversed();
    for (int i = 0; i < histories.size(); i++) {
      ScoredItems alone = scorer.scores(List.of(histories.get(i))).getFirst();
      assertSame(alone, together.get(i));
      assertSame(alone, reversed.get(i));
    }
  }

  @Test
  void saysTheSameToSeveralThreadsAtOnce() throws Exception {
    List<ScoredItems> expected = scorer.scores(histories);
    Callable<List<ScoredItems>> ask = () -> scorer.scores(histories);
    try (var pool = Executors.newFixedThreadPool(4)) {
      for (Future<List<ScoredItems>> answer : pool.invokeAll(Collections.nCopies(8, ask))) {
        for (int i = 0; i < expected.size(); i++) {
          assertSame(answer.get().get(i), expected.get(i));
        }
      }
    }
  }

  @Test
  void leavesHistoriesAsTheyWere() {
    List<int[]> before = histories.stream().map(int[]::clone).toList();
    assertThat(scorer.scores(histories)).hasSameSizeAs(before);
    for (int i = 0; i < before.size(); i++) {
      assertThat(histories.get(i)).isEqualTo(before.get(i));
    }
  }

  @Test
  void answersAnEmptyHistoryAndHistoriesOfOneItem() {
    assertWellFormed(scorer.scores(List.of(new int[0])).getFirst());
    for (int item = 0; item < dataset.catalog().size(); item++) {
      assertWellFormed(scorer.scores(List.of(new int[] {item})).getFirst());
    }
  }

  @Test
  void answersNoHistoriesWithNothing() {
    assertThat(scorer.scores(List.of())).isEmpty();
  }

  @Test
  void isRankedByScoreThenByTheOrderOfItems() {
    ItemOrder order = ItemOrder.of(dataset.catalog());
    var recommender = new ScoringRecommender(scorer, order);
    List<ScoredItems> scored = scorer.scores(histories);
    for (int k : new int[] {1, 3, 10, dataset.catalog().size() + 1}) {
      List<Query> queries =
          histories.stream().map(history -> Query.of(history, k, history.length % 2 == 0)).toList();
      List<List<Recommendation>> lists = recommender.recommend(queries);
      for (int i = 0; i < lists.size(); i++) {
        assertThat(lists.get(i)).isEqualTo(ranked(scored.get(i), queries.get(i), order));
      }
    }
  }

  /// By sorting everything.
  private static List<Recommendation> ranked(ScoredItems scored, Query query, ItemOrder order) {
    var allowed = new ArrayList<Recommendation>();
    for (int place = 0; place < scored.size(); place++) {
      if (query.allows(scored.items()[place])) {
        allowed.add(Recommendation.scored(scored.items()[place], scored.scores()[place]));
      }
    }
    allowed.sort(
        Comparator.comparingDouble(Recommendation::score)
            .reversed()
            .thenComparingInt(recommendation -> order.rank(recommendation.item())));
    return allowed.stream().limit(query.k()).toList();
  }

  private void assertWellFormed(ScoredItems answer) {
    int[] sorted = Arrays.stream(answer.items()).sorted().distinct().toArray();
    assertThat(answer.items()).isEqualTo(sorted);
    assertThat(IntStream.of(sorted).allMatch(item -> item >= 0 && item < dataset.catalog().size()))
        .as("items of the catalogue: %s", Arrays.toString(sorted))
        .isTrue();
    for (float score : answer.scores()) {
      assertThat(score).isNotNaN();
    }
  }

  private static void assertSame(ScoredItems answer, ScoredItems expected) {
    assertThat(answer.items()).isEqualTo(expected.items());
    assertThat(answer.scores()).isEqualTo(expected.scores());
  }
}
