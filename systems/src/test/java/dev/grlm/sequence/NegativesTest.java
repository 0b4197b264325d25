package dev.grlm.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NegativesTest {
  @Test
  void areDistinctItemsOfTheCatalogueInOrder() {
    for (int seed = 0; seed < 50; seed++) {
      int[] items = Negatives.draw(6, 10, seed).items();
      assertThat(items).hasSize(6).isEqualTo(Arrays.stream(items).sorted().distinct().toArray());
      assertThat(items[0]).isNotNegative();
      assertThat(items[5]).isLessThan(10);
    }
    assertThat(Negatives.draw(4, 4, 1).items()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void areDrawnEvenly() {
    int draws = 20_000;
    var counts = new int[8];
    for (int seed = 0; seed < draws; seed++) {
      for (int item : Negatives.draw(3, 8, seed).items()) {
        counts[item]++;
      }
    }
    // 7,500 expected with a standard deviation of 68.
    for (int count : counts) {
      assertThat((double) count).isCloseTo(draws * 3 / 8.0, within(350.0));
    }
  }

  @Test
  void standForAllOthersButATargetAmongThemForNothing() {
    var drawn = new Negatives(new int[] {1, 4, 7}, 101);
    float three = (float) Math.log(100 / 3.0);
    float two = (float) Math.log(100 / 2.0);
    assertThat(drawn.shifts(new long[] {5, 4}))
        .containsExactly(three, three, three, two, Float.NEGATIVE_INFINITY, two);
  }

  /// The estimate of the sum over the other items is right on average.
  @Test
  void estimateTheSumWithoutBias() {
    double[] terms = {3, 1, 4, 1, 5, 9, 2, 6};
    int target = 5;
    double mean = 0;
    int draws = 20_000;
    for (int seed = 0; seed < draws; seed++) {
      Negatives drawn = Negatives.draw(3, terms.length, seed);
      float[] shifts = drawn.shifts(new long[] {target});
      for (int place = 0; place < 3; place++) {
        mean += Math.exp(shifts[place]) * terms[drawn.items()[place]] / draws;
      }
    }
    assertThat(mean).isCloseTo(3 + 1 + 4 + 1 + 5 + 2 + 6, within(0.3));
  }
}
