package dev.grlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.baseline.ItemGraphRecommender;
import dev.grlm.baseline.MarkovRecommender;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import dev.grlm.recommend.ToyWorlds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final EvaluationSettings TEST = EvaluationSettings.of(Split.TEST, false);

  /// Answers every query by a rule.
  private record Rule(Function<Query, int[]> items) implements Recommender {
    @Override
    public String name() {
      return "rule";
    }

    @Override
    public List<List<Recommendation>> recommend(List<Query> queries) {
      return queries.stream().map(this::answer).toList();
    }

    private List<Recommendation> answer(Query query) {
      return IntStream.of(items.apply(query))
          .mapToObj(item -> Recommendation.scored(item, 1))
          .toList();
    }
  }

  @Test
  void theCyclicUserIsPredictedInBothSplits() {
    Dataset dataset = ToyWorlds.cyclic(30, 30, 8);
    for (Split split : Split.values()) {
      Evaluation evaluation =
          new Evaluator(dataset, EvaluationSettings.of(split, false))
              .evaluate(MarkovRecommender.fit(dataset));
      assertThat(evaluation.value(Metric.RECALL_1)).isEqualTo(1);
      assertThat(evaluation.split()).isEqualTo(split);
      assertThat(evaluation.users()).hasSize(30);
      assertThat(evaluation.shortLists()).as("lists of one item").isEqualTo(30);
    }
  }

  @Test
  void showsEverythingBeforeTheTargetAndNothingMore() {
    Dataset dataset =
        ToyWorlds.of(9, new int[] {4, 5, 6, 7}, new int[] {1, 2}, new int[] {1, 2, 3});
    var seen = new ArrayList<List<Integer>>();
    Rule rule =
        new Rule(query -> {
          seen.add(IntStream.of(query.history()).boxed().toList());
          assertThat(query.k()).isEqualTo(20);
          return new int[0];
        });
    assertThat(new Evaluator(dataset, TEST).evaluate(rule).users()).containsExactly("u0", "u2");
    new Evaluator(dataset, EvaluationSettings.of(Split.VALIDATION, false)).evaluate(rule);
    assertThat(seen).containsExactly(List.of(4, 5, 6), List.of(1, 2), List.of(4, 5), List.of(1));
  }

  @Test
  void repeatsAreAllowedOnRequest() {
    Dataset dataset = ToyWorlds.of(9, new int[] {4, 5, 4});
    Rule rule = new Rule(query -> query.allows(4) ? new int[] {4} : new int[] {0});
    assertThat(new Evaluator(dataset, TEST).evaluate(rule).rank(0)).isEqualTo(Metrics.ABSENT);
    assertThat(
            new Evaluator(dataset, EvaluationSettings.of(Split.TEST, true)).evaluate(rule).rank(0))
        .isEqualTo(1);
  }

  @Test
  void aShortListStaysShortAndIsCounted() {
    Dataset dataset = ToyWorlds.of(40, new int[] {0, 1, 2}, new int[] {0, 1, 30});
    // The history is the same for both; 20 items from 2 on, then only one.
    Evaluation full =
        new Evaluator(dataset, TEST).evaluate(new Rule(_ -> IntStream.range(2, 22).toArray()));
    assertThat(full.shortLists()).isZero();
    assertThat(List.of(full.rank(0), full.rank(1))).containsExactly(1, Metrics.ABSENT);
    Evaluation one = new Evaluator(dataset, TEST).evaluate(new Rule(_ -> new int[] {30}));
    assertThat(one.shortLists()).isEqualTo(2);
    assertThat(List.of(one.rank(0), one.rank(1))).containsExactly(Metrics.ABSENT, 1);
  }

  @Test
  void workersAndBatchesDoNotChangeTheResult() {
    Dataset dataset = ToyWorlds.random(3, 60, 500, 20);
    Recommender recommender = ItemGraphRecommender.fit(dataset);
    RankedLists expected =
        new Evaluator(dataset, TEST).recommend(recommender, EvaluationProgress.NONE);
    assertThat(expected.evaluation().value(Metric.RECALL_20)).isPositive();
    for (int workers : new int[] {2, 7}) {
      for (int batch : new int[] {1, 13, 1000}) {
        var settings = TEST.withWorkers(workers).withBatch(batch);
        assertThat(new Evaluator(dataset, settings).recommend(recommender, EvaluationProgress.NONE))
            .as("%d workers, batches of %d", workers, batch)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void progressRisesToTheNumberOfUsers() {
    Dataset dataset = ToyWorlds.cyclic(30, 50, 5);
    var done = new ArrayList<Integer>();
    new Evaluator(dataset, TEST.withWorkers(3).withBatch(8))
        .evaluate(
            MarkovRecommender.fit(dataset),
            (users, total) -> {
              assertThat(total).isEqualTo(50);
              done.add(users);
            });
    assertThat(done).hasSize(7).isSorted().endsWith(50);
  }

  @Test
  void aSampleIsSeededInOrderAndWithoutRepetition() {
    Dataset dataset = ToyWorlds.cyclic(30, 200, 5);
    List<History> all = new Evaluator(dataset, TEST).users();
    List<History> some = new Evaluator(dataset, TEST.withSample(50, 1)).users();
    assertThat(some).hasSize(50).doesNotHaveDuplicates();
    assertThat(all.stream().filter(some::contains)).containsExactlyElementsOf(some);
    assertThat(new Evaluator(dataset, TEST.withSample(50, 1)).users()).isEqualTo(some);
    assertThat(new Evaluator(dataset, TEST.withSample(50, 2)).users()).isNotEqualTo(some);
    assertThat(new Evaluator(dataset, TEST.withSample(300, 1)).users()).isEqualTo(all);
  }

  @Test
  void aRecommenderThatBreaksItsContractIsFoundOut() {
    Dataset dataset = ToyWorlds.cyclic(30, 30, 5);
    assertFails(dataset, new Rule(query -> new int[] {query.history()[0]}), "which is excluded");
    assertFails(dataset, new Rule(_ -> new int[] {30}), "item number 30");
    assertFails(dataset, new Rule(_ -> new int[] {29, 29}), "one of them twice");
  }

  private static void assertFails(Dataset dataset, Recommender recommender, String message) {
    for (int workers : new int[] {1, 3}) {
      Evaluator evaluator = new Evaluator(dataset, TEST.withWorkers(workers).withBatch(4));
      assertThatThrownBy(() -> evaluator.evaluate(recommender))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void anInterruptedEvaluationGivesNoFigure() {
    Dataset dataset = ToyWorlds.cyclic(30, 30, 5);
    Evaluator evaluator = new Evaluator(dataset, TEST.withBatch(4));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> evaluator.evaluate(MarkovRecommender.fit(dataset)))
        .isInstanceOf(CancellationException.class)
        .hasMessage("evaluation was interrupted after 0 of 30 users");
    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
  }

  @Test
  void nobodyToEvaluateIsNoFailure() {
    Evaluation evaluation =
        new Evaluator(ToyWorlds.of(3), TEST).evaluate(new Rule(_ -> new int[0]));
    assertThat(evaluation.users()).isEmpty();
    assertThat(evaluation.value(Metric.NDCG_10)).isNaN();
  }
}
