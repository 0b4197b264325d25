package dev.grlm.neighbor;

import dev.grlm.cluster.Clustering;
import dev.grlm.cluster.KMeans;
import dev.grlm.cluster.Points;
import dev.grlm.cluster.Seeding;
import dev.grlm.embed.EmbeddingRows;
import dev.grlm.tensor.LinearAlgebra;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Rows in clusters of like direction: spherical k-means on a seeded sample, then every row to its
/// nearest center, the lower number among equals.
///
/// @param members rows of each cluster, ascending
/// @param centers clusters × dimensions, of length 1
record Clusters(int[][] members, float[] centers) {
  private static final int ITERATIONS = 5;

  /// Rows per cluster that the centers are learned from.
  private static final int SAMPLE = 40;

  static Clusters of(EmbeddingRows rows, int[] used, int count, long seed) {
    int[] sample = Samples.of(used, (int) Math.min(used.length, (long) SAMPLE * count), seed);
    Clustering learned =
        new KMeans(count, Seeding.RANDOM, true, ITERATIONS, seed + 1).cluster(points(rows, sample));
    int[] cluster = learned.nearest(points(rows, used));
    var sizes = new int[count];
    Arrays.stream(cluster).forEach(number -> sizes[number]++);
    int[][] members = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    Arrays.fill(sizes, 0);
    for (int place = 0; place < used.length; place++) {
      members[cluster[place]][sizes[cluster[place]]++] = used[place];
    }
    return new Clusters(members, narrowed(learned.centroids()));
  }

  private static Points points(EmbeddingRows rows, int[] numbers) {
    return new Points(
        numbers.length,
        rows.dimensions(),
        (point, into, start) -> rows.copyRow(numbers[point], into, start));
  }

  private static float[] narrowed(Matrix centroids) {
    var values = new float[centroids.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) centroids.values()[i];
    }
    return values;
  }

  int count() {
    return members.length;
  }

  /// All clusters, the one with the nearest center first.
  int[] nearestTo(int cluster, int dimensions) {
    float[] own = Arrays.copyOfRange(centers, cluster * dimensions, (cluster + 1) * dimensions);
    float[] products = LinearAlgebra.productTransposed(own, centers, dimensions);
    // The cluster itself, whatever rounding says.
    products[cluster] = Float.POSITIVE_INFINITY;
    return IntStream.range(0, count())
        .boxed()
        .sorted((left, right) -> {
          int order = Float.compare(products[right], products[left]);
          return order != 0 ? order : Integer.compare(left, right);
        })
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
