package dev.grlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.recommend.ScoredItems;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureBagsTest {
  private static final HistoryDecay LAST = new HistoryDecay(1, 1);

  /// Feature 0 stands on three items, 1 on two, 2 and 3 on one; the last item has none.
  private static final List<int[]> ITEMS =
      List.of(new int[] {0, 1}, new int[] {0, 1, 2}, new int[] {3, 0}, new int[0]);

  private static ScoredItems like(FeatureBags bags, int item) {
    var scores = new Scores(bags.items());
    bags.addTo(scores, new int[] {item}, LAST, 2);
    return scores.taken();
  }

  @Test
  void aFeatureCountsByItsOwnWeightTimesItsRarity() {
    // three items have a feature, and one that all three have says nothing
    FeatureBags bags = FeatureBags.of(ITEMS, new double[] {1, 1, .5, 1}, 4);
    double common = Math.log(3 / 2.);
    double rare = .5 * Math.log(3);
    ScoredItems answer = like(bags, 0);
    assertThat(answer.items()).containsExactly(0, 1);
    assertThat((double) answer.scores()[0]).isCloseTo(2, within(1e-6));
    assertThat((double) answer.scores()[1])
        .isCloseTo(2 * common / Math.sqrt(common * common + rare * rare), within(1e-6));
  }

  @Test
  void aFeatureOfTooManyItemsLengthensBagsAndMakesNoneAlike() {
    FeatureBags bags = FeatureBags.of(ITEMS, new double[] {1, 1, 1, 1}, 1);
    double common = Math.log(3 / 2.);
    double rare = Math.log(3);
    assertThat(like(bags, 0).size()).isZero();
    ScoredItems answer = like(bags, 1);
    assertThat(answer.items()).containsExactly(1);
    assertThat((double) answer.scores()[0])
        .isCloseTo(2 * rare * rare / (rare * rare + common * common), within(1e-6));
  }

  /// Counted anew, feature 1 would stand on three of four items and 2 on two.
  @Test
  void anAddedItemCountsByWhatWasRareBefore() {
    FeatureBags bags = FeatureBags.of(ITEMS, new double[] {1, 1, .5, 1}, 4);
    FeatureBags grown =
        bags.grown(Growth.of(List.of(0, 1, 2, 3), List.of(0, 1, 2, 3, 4)), _ -> new int[] {2, 1});
    double common = Math.log(3 / 2.);
    double rare = .5 * Math.log(3);
    double length = Math.sqrt(common * common + rare * rare);
    ScoredItems answer = like(grown, 0);
    assertThat(answer.items()).containsExactly(0, 1, 4);
    assertThat((double) answer.scores()[2]).isCloseTo(2 * common / length, within(1e-6));
    assertThat((double) like(grown, 4).scores()[2]).isCloseTo(2, within(1e-6));
    assertThat(like(bags, 0).items()).as("what grew stays as it was").containsExactly(0, 1);
  }

  @Test
  void anItemToldAnewLosesWhatItHad() {
    FeatureBags grown =
        FeatureBags.of(ITEMS, new double[] {1, 1, .5, 1}, 4)
            .grown(
                Growth.of(List.of("a", "b", "c", "d"), List.of("a", "B", "c", "d")),
                _ -> new int[] {3});
    assertThat(like(grown, 0).items()).containsExactly(0);
    assertThat(like(grown, 2).items()).containsExactly(1, 2);
  }

  @Test
  void aFeatureThatNoItemHadIsLeftOut() {
    FeatureBags grown =
        FeatureBags.of(ITEMS, new double[] {1, 1, 1, 1, 1}, 4)
            .grown(
                Growth.of(List.of(0, 1, 2, 3), List.of(0, 1, 2, 3, 4, 5)),
                item -> item == 4 ? new int[] {3, 4} : new int[] {4});
    assertThat(like(grown, 4).items()).containsExactly(2, 4);
    assertThat((double) like(grown, 4).scores()[1]).isCloseTo(2, within(1e-6));
    assertThat(like(grown, 5).size()).isZero();
  }

  @Test
  void aFeatureOfTooManyItemsMakesAddedOnesNoMoreAlike() {
    FeatureBags grown =
        FeatureBags.of(ITEMS, new double[] {1, 1, 1, 1}, 1)
            .grown(Growth.of(List.of(0, 1, 2, 3), List.of(0, 1, 2, 3, 4)), _ -> new int[] {1, 3});
    assertThat(like(grown, 0).size()).isZero();
    assertThat(like(grown, 4).items()).containsExactly(2, 4);
  }

  @Test
  void anItemWithoutFeaturesIsLikeNone() {
    assertThat(like(FeatureBags.of(ITEMS, new double[] {1, 1, 1, 1}, 4), 3).size()).isZero();
  }
}
