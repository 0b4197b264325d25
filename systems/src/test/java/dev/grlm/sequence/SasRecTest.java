package dev.grlm.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.nn.Dropout;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SasRecTest {
  private final SasRec model = TinySasRec.loud(TinySasRec.CONFIG, 5);
  private final SasRecScorer scorer = new SasRecScorer(model);

  @AfterEach
  void close() {
    model.close();
  }

  private float[] states(List<int[]> sequences, Dropout masks) {
    try (var _ = new PointerScope()) {
      return Tensors.toFloats(model.states(ItemBatch.of(sequences), masks));
    }
  }

  private float[] states(int... items) {
    return states(List.of(items), Dropout.none());
  }

  private float[] scores(int... history) {
    return scorer.scores(List.of(history)).getFirst().scores();
  }

  @Test
  void theScalarVersionGivesTheSameScores() {
    for (int[] history : List.of(new int[] {3}, new int[] {6, 0, 6}, new int[] {1, 2, 5, 4})) {
      double[] expected = new ScalarSasRec(model).scores(history)[history.length - 1];
      float[] scores = scores(history);
      for (int item = 0; item < expected.length; item++) {
        assertThat((double) scores[item])
            .as("item %d after %s", item, Arrays.toString(history))
            .isCloseTo(expected[item], within(1e-4));
      }
    }
  }

  @Test
  void aLaterItemDoesNotChangeEarlierStates() {
    float[] before = states(4, 1, 3, 0);
    float[] after = states(4, 1, 3, 6);
    int newest = 3 * TinySasRec.CONFIG.width();
    assertThat(Arrays.copyOf(after, newest)).isEqualTo(Arrays.copyOf(before, newest));
    assertThat(Arrays.copyOfRange(after, newest, after.length))
        .isNotEqualTo(Arrays.copyOfRange(before, newest, before.length));
  }

  @Test
  void paddingIsNotSeen() {
    int width = TinySasRec.CONFIG.width();
    float[] padded = states(List.of(new int[] {4, 1}, new int[] {2, 5, 3, 0}), Dropout.none());
    float[] alone = states(4, 1);
    for (int d = 0; d < 2 * width; d++) {
      assertThat(padded[d]).isCloseTo(alone[d], within(1e-5f));
    }
  }

  @Test
  void theOrderOfItemsMatters() {
    assertThat(scores(4, 1, 3)).isNotEqualTo(scores(1, 4, 3));
  }

  @Test
  void ofALongHistoryTheNewestItemsAreRead() {
    assertThat(scores(0, 6, 2, 1, 5, 3)).isEqualTo(scores(2, 1, 5, 3));
  }

  @Test
  void itemsThatCameAfterTheFitArePassedOver() {
    assertThat(scores(2, 7, 1, 99)).isEqualTo(scores(2, 1));
    ScoredItems nothing = scorer.scores(List.of(new int[] {7, 8})).getFirst();
    assertThat(nothing.size()).isZero();
  }

  @Test
  void dropoutFollowsFromItsSeed() {
    var config = new SasRecConfig(7, 8, 2, 2, 12, 4, 0.5);
    List<int[]> one = List.of(new int[] {4, 1, 3});
    try (SasRec dropping = TinySasRec.loud(config, 5);
        var _ = new PointerScope()) {
      ItemBatch batch = ItemBatch.of(one);
      float[] first = Tensors.toFloats(dropping.states(batch, Dropout.seeded(1)));
      assertThat(Tensors.toFloats(dropping.states(batch, Dropout.seeded(1)))).isEqualTo(first);
      assertThat(Tensors.toFloats(dropping.states(batch, Dropout.seeded(2)))).isNotEqualTo(first);
      assertThat(Tensors.toFloats(dropping.states(batch, Dropout.none())))
          .isEqualTo(states(4, 1, 3));
    }
  }
}
