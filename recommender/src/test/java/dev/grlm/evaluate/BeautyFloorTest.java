package dev.grlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.baseline.ItemGraphRecommender;
import dev.grlm.baseline.ItemGraphTermsRecommender;
import dev.grlm.baseline.MarkovRecommender;
import dev.grlm.baseline.PopularityRecommender;
import dev.grlm.baseline.TermSimilarityRecommender;
import dev.grlm.data.Split;
import dev.grlm.recommend.Recommender;
import dev.grlm.testkit.RealData;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The rows with fixed settings on Amazon Beauty, all users, test split, equal those of an
/// independent implementation (docs/decisions/0014).
@RealData
class BeautyFloorTest {
  private static final double TOLERANCE = .0003;

  private BeautyFiles beauty;
  private Evaluator evaluator;

  /// Before each rather than before all, so that a skip is told for every row.
  @BeforeEach
  void read() throws IOException {
    beauty = BeautyFiles.read();
    evaluator =
        new Evaluator(beauty.dataset(), EvaluationSettings.of(Split.TEST, false).withWorkers(2));
  }

  @Test
  void isTheWholeDataSetWithoutRepeats() {
    assertThat(evaluator.users()).hasSize(22_363);
    assertThat(beauty.dataset().catalog().size()).isEqualTo(12_101);
    assertThat(beauty.dataset().interactions()).isEqualTo(194_687);
    assertThat(RepeatPolicy.repeatShare(beauty.dataset())).isZero();
  }

  @Test
  void popularity() {
    Evaluation row =
        assertRow(PopularityRecommender.fit(beauty.dataset()), .0074, .0041, .0115, .0055);
    assertThat(row.shortLists()).isZero();
  }

  @Test
  void markov() {
    assertRow(MarkovRecommender.fit(beauty.dataset()), .0517, .0394, .0643, .0435);
  }

  @Test
  void terms() {
    assertRow(
        TermSimilarityRecommender.fit(beauty.dataset().catalog(), beauty.identifiers()),
        .0260,
        .0176,
        .0378,
        .0214);
  }

  @Test
  void itemGraph() {
    assertRow(ItemGraphRecommender.fit(beauty.dataset()), .0613, .0451, .0838, .0524);
  }

  @Test
  void itemGraphWithTerms() {
    assertRow(
        ItemGraphTermsRecommender.fit(beauty.dataset(), beauty.identifiers()),
        .0670,
        .0484,
        .0926,
        .0566);
  }

  private Evaluation assertRow(
      Recommender recommender, double recall5, double ndcg5, double recall10, double ndcg10) {
    Evaluation row = evaluator.evaluate(recommender);
    assertThat(row.value(Metric.RECALL_5)).as("recall@5").isCloseTo(recall5, within(TOLERANCE));
    assertThat(row.value(Metric.NDCG_5)).as("ndcg@5").isCloseTo(ndcg5, within(TOLERANCE));
    assertThat(row.value(Metric.RECALL_10)).as("recall@10").isCloseTo(recall10, within(TOLERANCE));
    assertThat(row.value(Metric.NDCG_10)).as("ndcg@10").isCloseTo(ndcg10, within(TOLERANCE));
    return row;
  }
}
