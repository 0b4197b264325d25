package dev.grlm.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoringRecommenderTest {
  private static final ItemOrder ORDER =
      ItemOrder.of(
          new Catalog(
              IntStream.range(0, 5).mapToObj(i -> Item.titled("i" + (9 - i), "")).toList()));

  /// Reaches items 0 to 3 from any history and nothing from an empty one.
  private static final Scorer SCORER =
      new Scorer() {
        @Override
        public String name() {
          return "made-up";
        }

        @Override
        public List<ScoredItems> scores(List<int[]> histories) {
          return histories.stream()
              .map(history ->
                  history.length == 0
                      ? new ScoredItems(new int[0], new float[0])
                      : new ScoredItems(new int[] {0, 1, 2, 3}, new float[] {-1, 2, 2, -.5f}))
              .toList();
        }
      };

  private final Recommender recommender = new ScoringRecommender(SCORER, ORDER);

  private List<Integer> items(int k, boolean repeats, int... history) {
    return recommender.recommend(Query.of(history, k, repeats)).stream()
        .map(Recommendation::item)
        .toList();
  }

  @Test
  void higherScoresComeFirstAndEqualOnesInTheOrderOfTheItems() {
    // i7 stands before i8, so that item 2 stands before item 1
    assertThat(items(9, true, 4)).containsExactly(2, 1, 3, 0);
    assertThat(items(2, true, 4)).containsExactly(2, 1);
  }

  @Test
  void whatIsExcludedOrNotReachedDoesNotCome() {
    assertThat(items(9, false, 2)).containsExactly(1, 3, 0);
    assertThat(items(9, true)).isEmpty();
  }

  @Test
  void theRowIsCalledAsTheScorer() {
    assertThat(recommender.name()).isEqualTo("made-up");
    assertThat(recommender.recommend(Query.of(new int[] {4}, 1, true)).getFirst())
        .isEqualTo(Recommendation.scored(2, 2));
  }

  @Test
  void itemsAndScoresAreOfOneLength() {
    assertThatThrownBy(() -> new ScoredItems(new int[2], new float[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 items but 1 scores");
  }
}
