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

class ExactNeighborsTest {
  private static final float HALF = (float) Math.sqrt(0.5);

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
  void theLowerIndexWinsAmongEquals() {
    var embeddings = new Embeddings(5, 2, new float[] {1, 0, 0, 1, 1, 0, HALF, HALF, 1, 0});
    Neighbors neighbors = ExactNeighbors.find(embeddings, 2);
    assertThat(neighbors.items())
        .isDeepEqualTo(new int[][] {{2, 4}, {3, 0}, {0, 4}, {0, 1}, {0, 2}});
    assertThat(neighbors.cosines()[0]).containsExactly(1f, 1f);
    assertThat(neighbors.cosines()[1]).containsExactly(HALF, 0f);
  }

  @Test
  void aRowOfZerosHasNoNeighborsAndIsNobodys() {
    var embeddings = new Embeddings(3, 2, new float[] {1, 0, 0, 0, -1, 0});
    Neighbors neighbors = ExactNeighbors.find(embeddings, 2);
    assertThat(neighbors.items()).isDeepEqualTo(new int[][] {{2}, {}, {0}});
    assertThat(neighbors.cosines()[0]).containsExactly(-1f);
  }

  @Test
  void degenerateInput() {
    assertThat(ExactNeighbors.find(new Embeddings(0, 4, new float[0]), 3).size()).isZero();
    assertThat(ExactNeighbors.find(new Embeddings(2, 0, new float[0]), 3).items()[1]).isEmpty();
    assertThat(ExactNeighbors.find(new Embeddings(1, 1, new float[] {1}), 3).items()[0]).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExactNeighbors.find(new Embeddings(1, 1, new float[] {1}), 0))
        .withMessage("k must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeighborConfig.DEFAULT.withK(-1))
        .withMessage("k must be at least 1: -1");
    assertThat(NeighborConfig.DEFAULT.k()).isEqualTo(20);
  }
}
