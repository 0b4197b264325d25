package dev.grlm.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.embed.Embeddings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExactNeighborsTest extends NeighborFinderContract {
  @Override
  NeighborFinder finder() {
    return ExactNeighbors::find;
  }

  private static float cosine(Embeddings embeddings, int left, int right) {
    double sum = 0;
    for (int d = 0; d < embeddings.dimensions(); d++) {
      sum +=
          (double) embeddings.values()[left * embeddings.dimensions() + d]
              * embeddings.values()[right * embeddings.dimensions() + d];
    }
    return (float) sum;
  }

  /// Sorts everything for every row.
  private static Neighbors naive(Embeddings embeddings, int k) {
    int n = embeddings.rows();
    int[][] items = new int[n][0];
    float[][] cosines = new float[n][0];
    for (int row = 0; row < n; row++) {
      int anchor = row;
      List<Integer> others = new ArrayList<>();
      for (int other = 0; other < n; other++) {
        if (other != row
            && cosine(embeddings, row, row) > 0
            && cosine(embeddings, other, other) > 0) {
          others.add(other);
        }
      }
      others.sort(
          Comparator.comparingDouble((Integer other) -> -cosine(embeddings, anchor, other))
              .thenComparing(Comparator.naturalOrder()));
      List<Integer> nearest = others.subList(0, Math.min(k, others.size()));
      items[row] = nearest.stream().mapToInt(Integer::intValue).toArray();
      cosines[row] = new float[nearest.size()];
      for (int rank = 0; rank < nearest.size(); rank++) {
        cosines[row][rank] = cosine(embeddings, row, nearest.get(rank));
      }
    }
    return new Neighbors(items, cosines);
  }

  /// Random directions among which rows are repeated, negated and zero.
  private static Embeddings random(int rows, int dimensions, long seed) {
    var random = new Random(seed);
    float[] values = new float[rows * dimensions];
    for (int row = 0; row < rows; row++) {
      int kind = random.nextInt(6);
      if (kind == 0) {
        continue;
      }
      double[] direction = new double[dimensions];
      double squares = 0;
      for (int d = 0; d < dimensions; d++) {
        direction[d] = random.nextGaussian();
        squares += direction[d] * direction[d];
      }
      int source = row == 0 ? 0 : random.nextInt(row);
      for (int d = 0; d < dimensions; d++) {
        values[row * dimensions + d] =
            switch (kind) {
              case 1, 2 -> values[source * dimensions + d];
              case 3 -> -values[source * dimensions + d];
              default -> (float) (direction[d] / Math.sqrt(squares));
            };
      }
    }
    return new Embeddings(rows, dimensions, values);
  }

  private static void assertAgrees(Embeddings embeddings, int k) {
    Neighbors expected = naive(embeddings, k);
    Neighbors found = ExactNeighbors.find(embeddings, k);
    assertThat(found.items()).isDeepEqualTo(expected.items());
    assertThat(found.cosines()).isDeepEqualTo(expected.cosines());
  }

  @Property(tries = 200)
  void agreesWithSortingEverything(
      @ForAll @IntRange(min = 0, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 20) int dimensions,
      @ForAll @IntRange(min = 1, max = 45) int k,
      @ForAll long seed) {
    assertAgrees(random(rows, dimensions, seed), k);
  }

  @Test
  void agreesOverSeveralBlocks() {
    assertAgrees(random(700, 33, 1), 20);
  }

  @Test
  void settingsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeighborConfig.DEFAULT.withK(-1))
        .withMessage("k must be at least 1: -1");
    assertThat(NeighborConfig.DEFAULT.k()).isEqualTo(20);
    assertThat(NeighborConfig.DEFAULT.approximateAbove()).isEqualTo(100_000);
  }
}
