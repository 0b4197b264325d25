package dev.grlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Split;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  /// Users `u0`, `u1`, … with these ranks.
  static Evaluation evaluation(String name, int... ranks) {
    List<String> users = IntStream.range(0, ranks.length).mapToObj(user -> "u" + user).toList();
    return new Evaluation(name, Split.TEST, users, ranks, 0);
  }

  @Test
  void meansByHand() {
    // Ranks 1, 2, 6, 15 and one miss.
    Evaluation evaluation = evaluation("row", 1, 2, 0, 6, 15);
    assertThat(evaluation.metrics().keySet())
        .containsExactly(
            "recall@1", "recall@5", "recall@10", "recall@20", "ndcg@5", "ndcg@10", "ndcg@20");
    assertThat(evaluation.value(Metric.RECALL_1)).isEqualTo(.2);
    assertThat(evaluation.value(Metric.RECALL_5)).isEqualTo(.4);
    assertThat(evaluation.value(Metric.RECALL_10)).isEqualTo(.6);
    assertThat(evaluation.value(Metric.RECALL_20)).isEqualTo(.8);
    // (1 + .6309298) / 5, then + 1 / log2 7 = .3562072, then + 1 / log2 16 = .25
    assertThat(evaluation.metrics().get("ndcg@5")).isCloseTo(.32618595, within(1e-8));
    assertThat(evaluation.metrics().get("ndcg@10")).isCloseTo(.39742739, within(1e-8));
    assertThat(evaluation.metrics().get("ndcg@20")).isCloseTo(.44742739, within(1e-8));
  }

  @Test
  void thePublishedHitsGiveThePublishedRecall() {
    // Hits@1/5/10/20 of 22,363 users in the result file for Beauty that GRLM's code comes with.
    int[] ranks = new int[22_363];
    for (int user = 0; user < 2_606; user++) {
      ranks[user] = user < 552 ? 1 : user < 1_358 ? 5 : user < 1_891 ? 10 : 20;
    }
    Evaluation evaluation = evaluation("grlm", ranks);
    assertThat(evaluation.value(Metric.RECALL_1)).isCloseTo(.024684, within(5e-7));
    assertThat(evaluation.value(Metric.RECALL_5)).isCloseTo(.060725, within(5e-7));
    assertThat(evaluation.value(Metric.RECALL_10)).isCloseTo(.084559, within(5e-7));
    // The published .116532 is this value rounded: 2606 / 22363 = .1165318…
    assertThat(evaluation.value(Metric.RECALL_20)).isCloseTo(.116532, within(5e-7));
  }

  @Test
  void refusesRanksThatCannotBe() {
    assertThatThrownBy(() -> evaluation("row", 1, 21))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rank 21 of user u1 is not in 0..20");
    assertThatThrownBy(() -> new Evaluation("row", Split.TEST, List.of("u0"), new int[2], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 users but 2 ranks in row row");
  }
}
