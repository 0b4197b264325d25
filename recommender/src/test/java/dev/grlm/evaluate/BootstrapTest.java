package dev.grlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Split;
import dev.grlm.evaluate.Bootstrap.Interval;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final int USERS = 4_000;

  private final Bootstrap bootstrap = Bootstrap.DEFAULT;

  /// The first `hits` users have their target at rank 1, the others miss.
  private static int[] hits(int hits) {
    int[] ranks = new int[USERS];
    for (int user = 0; user < hits; user++) {
      ranks[user] = 1;
    }
    return ranks;
  }

  @Test
  void aHitRateHasItsBinomialInterval() {
    // p = .1 of 4,000: standard error √(.09 / 4000) = .0047434, 95 % = ± 1.96 × that = ± .0092971
    Evaluation evaluation = EvaluationTest.evaluation("row", hits(400));
    Interval interval = Objects.requireNonNull(bootstrap.intervals(evaluation).get("recall@5"));
    assertThat(interval.low()).isCloseTo(.1 - .0092971, within(.0009));
    assertThat(interval.high()).isCloseTo(.1 + .0092971, within(.0009));
  }

  /// What users count, one by one, has the interval of the metric.
  @Test
  void meansOfUsersAreWhatMetricsAre() {
    int[] ranks = new SplittableRandom(2).ints(USERS, 0, 21).toArray();
    Interval whole =
        Objects.requireNonNull(
            bootstrap.intervals(EvaluationTest.evaluation("row", ranks)).get("ndcg@10"));
    Interval mean = bootstrap.mean(IntStream.of(ranks).mapToDouble(Metric.NDCG_10::gain).toArray());
    assertThat(mean.low()).isCloseTo(whole.low(), within(1e-12));
    assertThat(mean.high()).isCloseTo(whole.high(), within(1e-12));
    assertThatThrownBy(() -> bootstrap.mean(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void coversEveryMetricInOrderAndTheValueItself() {
    var random = new SplittableRandom(1);
    int[] ranks = random.ints(USERS, 0, 21).toArray();
    Evaluation evaluation = EvaluationTest.evaluation("row", ranks);
    var intervals = bootstrap.intervals(evaluation);
    assertThat(intervals.keySet()).containsExactlyElementsOf(evaluation.metrics().keySet());
    evaluation
        .metrics()
        .forEach((name, value) ->
            assertThat(intervals.get(name))
                .as(name)
                .satisfies(i -> assertThat(i.low()).isLessThan(value))
                .satisfies(i -> assertThat(i.high()).isGreaterThan(value)));
  }

  @Test
  void aCertainThingHasNoWidth() {
    Evaluation all = EvaluationTest.evaluation("all", hits(USERS));
    assertThat(bootstrap.intervals(all).get("recall@1")).isEqualTo(new Interval(1, 1));
    Evaluation none = EvaluationTest.evaluation("none", hits(0));
    assertThat(bootstrap.intervals(none).get("ndcg@20")).isEqualTo(new Interval(0, 0));
  }

  @Test
  void pairingTakesOutWhatBothSidesShare() {
    // 40 users more, all others alike: the difference is .01 ± 1.96 × √(.01 · .99 / 4000) = ± .0031
    Evaluation better = EvaluationTest.evaluation("better", hits(440));
    Evaluation worse = EvaluationTest.evaluation("worse", hits(400));
    Interval interval = bootstrap.difference(better, worse, Metric.RECALL_10);
    assertThat(interval.low()).isCloseTo(.0069, within(.0004));
    assertThat(interval.high()).isCloseTo(.0131, within(.0004));
    Interval reversed = bootstrap.difference(worse, better, Metric.RECALL_10);
    assertThat(reversed.low()).isCloseTo(-interval.high(), within(1e-12));
    assertThat(bootstrap.difference(better, better, Metric.NDCG_10)).isEqualTo(new Interval(0, 0));
  }

  @Test
  void theSeedDecides() {
    Evaluation evaluation = EvaluationTest.evaluation("row", hits(123));
    assertThat(bootstrap.intervals(evaluation)).isEqualTo(bootstrap.intervals(evaluation));
    assertThat(new Bootstrap(50, 1).intervals(evaluation))
        .isNotEqualTo(new Bootstrap(50, 2).intervals(evaluation));
  }

  @Test
  void refusesToPairOtherUsersOrNone() {
    Evaluation one = EvaluationTest.evaluation("one", 1);
    Evaluation two = EvaluationTest.evaluation("two", 1, 0);
    var validation = new Evaluation("other", Split.VALIDATION, List.of("u0"), new int[] {1}, 0);
    assertThatThrownBy(() -> bootstrap.difference(one, two, Metric.NDCG_10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot pair one (1 users, test) with two (2 users, test): not the same users");
    assertThatThrownBy(() -> bootstrap.difference(one, validation, Metric.NDCG_10))
        .hasMessageContaining("not the same users");
    Evaluation nobody = EvaluationTest.evaluation("nobody");
    assertThatThrownBy(() -> bootstrap.intervals(nobody)).hasMessageContaining("nobody");
    assertThatThrownBy(() -> new Bootstrap(0, 1)).hasMessageContaining("is 0");
  }
}
