package dev.grlm.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Beside the softmax as it is written in a book.
class ItemSharesTest {
  @Property(tries = 200)
  void isTheItemsPartOfItsGroupInASoftmaxOverAll(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int items) {
    var random = new Random(seed);
    var scores = new float[items];
    var groups = new ArrayList<List<Integer>>();
    var ruledOut = new BitSet();
    for (int item = 0; item < items; item++) {
      scores[item] = (float) random.nextGaussian(0, 3);
      ruledOut.set(item, random.nextInt(4) == 0);
    }
    for (int from = 0; from < items; ) {
      int to = Math.min(items, from + 1 + random.nextInt(4));
      groups.add(IntStream.range(from, to).boxed().toList());
      from = to;
    }
    var scored = new ScoredItems(IntStream.range(0, items).toArray(), scores);
    ItemShares shares = ItemShares.of(scored, ruledOut, groups);
    for (List<Integer> group : groups) {
      double mass = group.stream().mapToDouble(item -> weight(scores, ruledOut, item)).sum();
      for (int item : group) {
        double expected = mass == 0 ? 1 : weight(scores, ruledOut, item) / mass;
        assertThat(Math.exp(shares.logarithm(item))).isCloseTo(expected, within(1e-9));
      }
    }
  }

  private static double weight(float[] scores, BitSet ruledOut, int item) {
    return ruledOut.get(item) ? 0 : Math.exp(scores[item]);
  }

  /// Whoever is left alone has the identifier's probability itself, not one a rounding away.
  @Property(tries = 50)
  void whoeverIsLeftHasTheWhole(@ForAll float score) {
    var finite = Float.isFinite(score) ? score : 0;
    var scored = new ScoredItems(new int[] {3, 4}, new float[] {finite, 1});
    var ruledOut = new BitSet();
    ruledOut.set(4);
    ItemShares shares = ItemShares.of(scored, ruledOut, List.of(List.of(3, 4)));
    assertThat(shares.logarithm(3)).isEqualTo(0);
    assertThat(shares.logarithm(4)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(shares.logarithm(9)).as("nobody asked about it").isEqualTo(0);
    assertThat(shares.known()).isTrue();
    assertThat(ItemShares.UNKNOWN.known()).isFalse();
  }
}
