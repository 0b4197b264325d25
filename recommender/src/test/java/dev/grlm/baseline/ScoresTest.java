package dev.grlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.recommend.ScoredItems;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ScoresTest {
  private static final int ITEMS = 64;

  /// Few items and many: they are put in order in two ways.
  @Property(tries = 100)
  void takesWhatWasAddedInTheOrderOfItemsAndStartsAnew(
      @ForAll long seed, @ForAll @IntRange(max = 100) int additions) {
    var scores = new Scores(ITEMS);
    for (int round = 0; round < 2; round++) {
      var random = new SplittableRandom(seed + round);
      double[] dense = new double[ITEMS];
      for (int i = 0; i < additions; i++) {
        int item = random.nextInt(ITEMS);
        int amount = random.nextInt(3);
        dense[item] += amount;
        scores.add(item, amount);
      }
      ScoredItems taken = scores.taken();
      double[] said = new double[ITEMS];
      for (int place = 0; place < taken.size(); place++) {
        assertThat(taken.scores()[place]).isPositive();
        said[taken.items()[place]] = taken.scores()[place];
      }
      assertThat(said).containsExactly(dense);
      assertThat(taken.items()).isSorted().doesNotHaveDuplicates();
    }
  }

  @Example
  void whatAFloatCannotTellFromNothingIsNotReached() {
    var scores = new Scores(ITEMS);
    scores.add(1, 1e-60);
    scores.add(5, 1e-30);
    assertThat(scores.taken().items()).containsExactly(5);
    assertThat(scores.of(1)).isZero();
  }
}
