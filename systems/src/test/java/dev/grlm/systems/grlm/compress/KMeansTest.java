package dev.grlm.systems.grlm.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.embed.Embeddings;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansTest {
  /// Enough rows for more than one block of distances.
  private static Embeddings random(int rows, int dimensions, long seed) {
    var random = new SplittableRandom(seed);
    float[] values = new float[rows * dimensions];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return new Embeddings(rows, dimensions, values);
  }

  /// Lloyd's algorithm word by word, without blocks, products or repair of empty clusters.
  private static int[] plain(Matrix points, int[] seeds) {
    double[][] centroids =
        Arrays.stream(seeds).mapToObj(row -> row(points, row)).toArray(double[][]::new);
    int[] before = {};
    while (true) {
      int[] clusterOf = new int[points.rows()];
      for (int row = 0; row < clusterOf.length; row++) {
        for (int cluster = 1; cluster < centroids.length; cluster++) {
          if (distance(row(points, row), centroids[cluster])
              < distance(row(points, row), centroids[clusterOf[row]])) {
            clusterOf[row] = cluster;
          }
        }
      }
      if (Arrays.equals(clusterOf, before)) {
        return clusterOf;
      }
      before = clusterOf;
      for (int cluster = 0; cluster < centroids.length; cluster++) {
        int wanted = cluster;
        int[] members =
            IntStream.range(0, clusterOf.length).filter(r -> clusterOf[r] == wanted).toArray();
        assertThat(members).as("the reference knows no empty clusters").isNotEmpty();
        for (int d = 0; d < points.columns(); d++) {
          int column = d;
          centroids[cluster][d] =
              Arrays.stream(members).mapToDouble(r -> points.at(r, column)).average().orElseThrow();
        }
      }
    }
  }

  private static double[] row(Matrix points, int row) {
    int width = points.columns();
    return Arrays.copyOfRange(points.values(), row * width, (row + 1) * width);
  }

  private static double distance(double[] left, double[] right) {
    return IntStream.range(0, left.length)
        .mapToDouble(d -> (left[d] - right[d]) * (left[d] - right[d]))
        .sum();
  }

  @ParameterizedTest
  @CsvSource({"40, 3, 5", "300, 7, 12", "2500, 5, 30"})
  void agreesWithThePlainReference(int rows, int dimensions, int k) {
    for (int seed = 0; seed < 4; seed++) {
      Matrix points = KMeans.points(random(rows, dimensions, seed));
      int[] seeds = KMeans.seeds(points, k, seed);
      assertThat(KMeans.lloyd(points, seeds).clusterOf()).isEqualTo(plain(points, seeds));
    }
  }

  @Test
  void seedsAreDifferentRowsFarFromEachOther() {
    // Two heaps, ten thousand times as far from each other as their members are.
    var values = new float[40];
    for (int row = 0; row < 20; row++) {
      values[2 * row] = (row < 10 ? 0 : 100) + row % 10 * 0.01f;
    }
    Matrix points = KMeans.points(new Embeddings(20, 2, values));
    for (int seed = 0; seed < 50; seed++) {
      int[] seeds = KMeans.seeds(points, 2, seed);
      assertThat(seeds[0] < 10).as("seed %d", seed).isNotEqualTo(seeds[1] < 10);
      assertThat(Arrays.stream(KMeans.seeds(points, 20, seed)).distinct()).hasSize(20);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6})
  void noClusterIsEmptyAlsoAmongEqualRows(int k) {
    var rows = new Embeddings(6, 2, new float[] {1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1});
    for (int seed = 0; seed < 20; seed++) {
      int[] clusterOf = KMeans.cluster(rows, k, seed).clusterOf();
      assertThat(Arrays.stream(clusterOf).distinct()).hasSize(k);
    }
  }

  @Test
  void theSameSeedGivesTheSameClusters() {
    Embeddings rows = random(500, 6, 1);
    int[] once = KMeans.cluster(rows, 20, 7).clusterOf();
    assertThat(KMeans.cluster(rows, 20, 7).clusterOf()).isEqualTo(once);
    assertThat(KMeans.cluster(rows, 20, 8).clusterOf()).isNotEqualTo(once);
  }

  @Test
  void wrongKIsNamed() {
    assertThatThrownBy(() -> KMeans.cluster(random(3, 2, 1), 4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k must be 1 … 3, is 4");
  }
}
