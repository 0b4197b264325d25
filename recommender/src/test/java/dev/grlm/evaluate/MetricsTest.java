package dev.grlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricsTest {
  private final int[] ranked = {7, 3, 9, 1};

  @Test
  void recallIsWhetherTheTargetIsAmongTheFirstK() {
    assertThat(Metrics.recall(ranked, 9, 2)).isZero();
    assertThat(Metrics.recall(ranked, 9, 3)).isEqualTo(1);
    assertThat(Metrics.recall(ranked, 9, 20)).isEqualTo(1);
    assertThat(Metrics.recall(ranked, 8, 20)).isZero();
    assertThat(Metrics.recall(new int[0], 8, 20)).isZero();
  }

  @Test
  void ndcgByHand() {
    // 1 / log2(rank + 1): log2 2 = 1, log2 3 = 1.5849625, log2 4 = 2, log2 5 = 2.3219281
    assertThat(Metrics.ndcg(ranked, 7, 5)).isEqualTo(1);
    assertThat(Metrics.ndcg(ranked, 3, 5)).isCloseTo(0.63092975, within(1e-8));
    assertThat(Metrics.ndcg(ranked, 9, 5)).isCloseTo(.5, within(1e-15));
    assertThat(Metrics.ndcg(ranked, 1, 5)).isCloseTo(0.43067656, within(1e-8));
    assertThat(Metrics.ndcg(ranked, 1, 3)).isZero();
    assertThat(Metrics.ndcg(ranked, 2, 5)).isZero();
  }

  @Test
  void metricsCutAtTheirK() {
    assertThat(Metric.RECALL_5.gain(5)).isEqualTo(1);
    assertThat(Metric.RECALL_5.gain(6)).isZero();
    assertThat(Metric.NDCG_10.gain(10)).isCloseTo(1 / 3.4594316, within(1e-8));
    assertThat(Metric.NDCG_10.gain(11)).isZero();
    for (Metric metric : Metric.values()) {
      assertThat(metric.gain(1)).as(metric.word()).isEqualTo(1);
      assertThat(metric.gain(Metrics.ABSENT)).as(metric.word()).isZero();
    }
  }
}
