package dev.grlm.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What every [Recommender] promises. The test of an implementation extends this and says how one
/// is fitted; it is fitted once for all methods.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RecommenderContract {
  private Dataset dataset;
  private Recommender recommender;
  private List<Query> queries;

  /// The implementation, fitted on `dataset`.
  protected abstract Recommender fit(Dataset dataset) throws Exception;

  /// A small random world; override where an implementation needs another one.
  protected Dataset dataset() {
    return ToyWorlds.random(7, 40, 60, 12);
  }

  /// How far the scores of a batch may be from those of single queries; the items are the same in
  /// any case.
  protected double scoreTolerance() {
    return 0;
  }

  @BeforeAll
  void fitOnce() throws Exception {
    dataset = dataset();
    recommender = fit(dataset);
    queries = new ArrayList<>();
    for (History history : dataset.histories()) {
      queries.add(Query.of(history.items(), 10, history.length() % 2 == 0));
    }
  }

  @Test
  void hasAName() {
    assertThat(recommender.name()).isNotBlank().doesNotContainAnyWhitespaces();
  }

  @Test
  void answersMostQueriesOfTheWorldItWasFittedOn() {
    long answered = recommender.recommend(queries).stream().filter(list -> !list.isEmpty()).count();
    assertThat(answered)
        .as("non-empty lists of %d, without which this contract says little", queries.size())
        .isGreaterThan(queries.size() / 2);
  }

  @Test
  void givesOneListPerQueryOfAtMostKDistinctAllowedItemsBestFirst() {
    List<List<Recommendation>> lists = recommender.recommend(queries);
    assertThat(lists).hasSameSizeAs(queries);
    for (int i = 0; i < lists.size(); i++) {
      assertWellFormed(queries.get(i), lists.get(i));
    }
  }

  @Test
  void givesTheSameTwice() {
    assertThat(recommender.recommend(queries)).isEqualTo(recommender.recommend(queries));
  }

  @Test
  void givesTheSameToABatchAndToEachAlone() {
    List<List<Recommendation>> lists = recommender.recommend(queries);
    for (int i = 0; i < lists.size(); i++) {
      List<Recommendation> batch = lists.get(i);
      List<Recommendation> alone = recommender.recommend(queries.get(i));
      assertThat(alone.stream().map(Recommendation::item))
          .as("items of query %d", i)
          .isEqualTo(batch.stream().map(Recommendation::item).toList());
      for (int place = 0; place < alone.size(); place++) {
        assertThat(alone.get(place).score())
            .as("score of query %d at place %d", i, place)
            .isCloseTo(batch.get(place).score(), within(scoreTolerance()));
      }
    }
  }

  @Test
  void givesTheSameToSeveralThreadsAtOnce() throws Exception {
    List<List<Recommendation>> expected = recommender.recommend(queries);
    Callable<List<List<Recommendation>>> ask = () -> recommender.recommend(queries);
    try (var pool = Executors.newFixedThreadPool(4)) {
      for (Future<List<List<Recommendation>>> answer :
          pool.invokeAll(Collections.nCopies(8, ask))) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void leavesTheQueryAsItWas() {
    History user = dataset.histories().getFirst();
    int[] history = user.items();
    Query query = Query.of(history, 5, false);
    BitSet excluded = (BitSet) query.excluded().clone();
    assertThat(recommender.recommend(List.of(query))).hasSize(1);
    assertThat(history).isEqualTo(user.items());
    assertThat(query.excluded()).isEqualTo(excluded);
  }

  @Test
  void answersAnEmptyHistory() {
    Query query = Query.of(new int[0], 10, false);
    assertWellFormed(query, recommender.recommend(query));
  }

  @Test
  void answersAHistoryOfOneItem() {
    for (int item = 0; item < dataset.catalog().size(); item++) {
      Query query = Query.of(new int[] {item}, 3, false);
      assertWellFormed(query, recommender.recommend(query));
    }
  }

  @Test
  void givesNothingWhereEverythingIsExcluded() {
    var everything = new BitSet();
    everything.set(0, dataset.catalog().size());
    int[] history = dataset.histories().getFirst().items();
    assertThat(recommender.recommend(new Query(history, 10, everything))).isEmpty();
  }

  @Test
  void givesOnlyWhatIsLeftWhereAlmostEverythingIsExcluded() {
    List<Recommendation> free = recommender.recommend(queries.getFirst());
    assertThat(free).as("list of the first user").isNotEmpty();
    var others = new BitSet();
    others.set(0, dataset.catalog().size());
    others.clear(free.getFirst().item());
    Query query = new Query(queries.getFirst().history(), 10, others);
    assertWellFormed(query, recommender.recommend(query));
  }

  /// Whether or not the recommender makes use of knowing it before.
  @Test
  void givesOnlyTheItemsThatAQuestionIsAbout() {
    int size = dataset.catalog().size();
    var meant = new BitSet();
    IntStream.range(0, size).filter(item -> item % 3 == 1).forEach(meant::set);
    Query first = queries.getFirst();
    for (Query query : List.of(first, Query.of(first.history(), size, true))) {
      Query about = query.among(meant, size);
      List<Recommendation> list = recommender.recommend(about);
      assertWellFormed(about, list);
      assertThat(list).allMatch(one -> meant.get(one.item()));
    }
  }

  @Test
  void acceptsAKBeyondTheCatalogue() {
    int[] history = dataset.histories().getFirst().items();
    Query query = Query.of(history, 10 * dataset.catalog().size(), false);
    assertWellFormed(query, recommender.recommend(query));
  }

  @Test
  void answersNoQueriesWithNoLists() {
    assertThat(recommender.recommend(List.of())).isEmpty();
  }

  private void assertWellFormed(Query query, List<Recommendation> list) {
    assertThat(list).hasSizeLessThanOrEqualTo(query.k());
    var seen = new HashSet<Integer>();
    double last = Double.POSITIVE_INFINITY;
    for (Recommendation recommendation : list) {
      assertThat(recommendation.item()).isBetween(0, dataset.catalog().size() - 1);
      assertThat(query.allows(recommendation.item())).as("%s is allowed", recommendation).isTrue();
      assertThat(seen.add(recommendation.item())).as("%s comes once", recommendation).isTrue();
      assertThat(recommendation.score()).isLessThanOrEqualTo(last);
      last = recommendation.score();
    }
  }
}
