package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TopKTest {
  private static void offer(TopK top, List<Integer> scores, long seed) {
    var items = new ArrayList<Integer>();
    IntStream.range(0, scores.size()).forEach(items::add);
    Collections.shuffle(items, new Random(seed));
    items.forEach(item -> top.offer(item, scores.get(item)));
  }

  /// Sorts everything.
  private static int[] sorted(List<Integer> scores, Comparator<Integer> ties, int k) {
    return IntStream.range(0, scores.size())
        .boxed()
        .sorted(Comparator.<Integer>comparingInt(item -> -scores.get(item)).thenComparing(ties))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Property
  void keepsTheHeadOfTheSortedList(
      @ForAll @Size(max = 30) List<@IntRange(max = 4) Integer> scores,
      @ForAll @IntRange(max = 40) int k,
      @ForAll long seed) {
    TopK top = TopK.byIndex(k);
    offer(top, scores, seed);
    assertThat(top.items()).containsExactly(sorted(scores, Comparator.naturalOrder(), k));
    for (int place = 0; place < top.size(); place++) {
      assertThat(top.item(place)).isEqualTo(top.items()[place]);
      assertThat(top.score(place)).isEqualTo(scores.get(top.item(place)).doubleValue());
    }
  }

  @Property
  void equalScoresStandInTheOrderOfTheItems(
      @ForAll @Size(max = 30) List<@IntRange(max = 4) Integer> scores,
      @ForAll @IntRange(min = 1, max = 40) int k,
      @ForAll long seed) {
    long[] popularity = new Random(seed).longs(scores.size(), 0, 3).toArray();
    List<String> ids = IntStream.range(0, scores.size()).mapToObj(Integer::toString).toList();
    ItemOrder order = ItemOrder.of(ids, popularity);
    var top = new TopK(k, order);
    offer(top, scores, seed);
    assertThat(top.items())
        .containsExactly(sorted(scores, Comparator.comparingInt(order::rank), k));
  }

  @Test
  void aListHoldsTheBestFirst() {
    TopK top = TopK.byIndex(2);
    offer(top, List.of(3, 9, 4), 1);
    assertThat(top.ranked((item, score) -> item + " " + score)).containsExactly("1 9.0", "2 4.0");
  }

  @Test
  void theWorstCountsOnceThereAreEnough() {
    TopK top = TopK.byIndex(2);
    assertThat(top.worst()).isEqualTo(Double.NEGATIVE_INFINITY);
    top.offer(4, -3);
    assertThat(top.worst()).isEqualTo(Double.NEGATIVE_INFINITY);
    top.offer(1, 5);
    assertThat(top.worst()).isEqualTo(-3);
    top.offer(9, 0.5);
    assertThat(top.worst()).isEqualTo(0.5);
    top.offer(3, 0.25);
    assertThat(top.items()).containsExactly(1, 9);
  }

  @Test
  void noRoomKeepsNothing() {
    TopK top = TopK.byIndex(0);
    top.offer(0, 1);
    assertThat(top.size()).isZero();
    assertThat(top.items()).isEmpty();
    assertThat(top.worst()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  /// A score of minus infinity is a score.
  @Test
  void minusInfinityIsKeptWhereThereIsRoom() {
    TopK top = TopK.byIndex(2);
    top.offer(7, Double.NEGATIVE_INFINITY);
    top.offer(5, Double.NEGATIVE_INFINITY);
    top.offer(3, Double.NEGATIVE_INFINITY);
    assertThat(top.items()).containsExactly(3, 5);
  }
}
