package dev.grlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Dataset;
import dev.grlm.data.Split;
import dev.grlm.recommend.ToyWorlds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GraphNeighborsTest {
  /// Everybody ends with items 4 and 5, the validation and the test target; nobody trained on them.
  @Test
  void whatIsTakenTogetherInValidationAndTestIsNotNear() {
    Dataset planted =
        ToyWorlds.of(6, new int[] {0, 1, 4, 5}, new int[] {0, 1, 4, 5}, new int[] {2, 1, 4, 5});
    int[][] nearest = GraphNeighbors.of(planted, GraphSettings.DEFAULT, 5);
    assertThat(nearest[0]).containsExactly(1);
    assertThat(nearest[1]).containsExactlyInAnyOrder(0, 2);
    assertThat(nearest[4]).isEmpty();
    assertThat(nearest[5]).isEmpty();
  }

  /// Other targets, the same neighbors.
  @Property(tries = 60)
  void targetsChangeNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int k) {
    Dataset shop = ToyWorlds.random(seed, 7, 9, 8);
    int[][] others =
        shop.histories().stream()
            .map(history -> {
              int[] items = history.items().clone();
              Arrays.fill(items, Split.training(history).length, items.length, 6);
              return items;
            })
            .toArray(int[][]::new);
    // Ties go by popularity in training positions, which is the same too.
    assertThat(GraphNeighbors.of(ToyWorlds.of(7, others), GraphSettings.DEFAULT, k))
        .isDeepEqualTo(GraphNeighbors.of(shop, GraphSettings.DEFAULT, k));
  }

  /// A sort of all links, written out.
  @Property(tries = 60)
  void theHeaviestLinksComeFirst(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int k) {
    Dataset shop = ToyWorlds.random(seed, 7, 9, 8);
    SparseMatrix links = ItemGraph.of(shop, GraphSettings.DEFAULT).weights();
    long[] popularity = shop.popularity();
    int[][] expected = new int[7][];
    for (int item = 0; item < 7; item++) {
      int from = item;
      expected[item] =
          IntStream.range(0, 7)
              .filter(to -> to != from && links.at(from, to) > 0)
              .boxed()
              .sorted(
                  Comparator.comparingDouble((Integer to) -> -links.at(from, to))
                      .thenComparingLong(to -> -popularity[to])
                      .thenComparingInt(to -> to))
              .limit(k)
              .mapToInt(Integer::intValue)
              .toArray();
    }
    assertThat(GraphNeighbors.of(shop, GraphSettings.DEFAULT, k)).isDeepEqualTo(expected);
  }
}
