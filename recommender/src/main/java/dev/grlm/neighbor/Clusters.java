package dev.grlm.neighbor;

import dev.grlm.embed.EmbeddingRows;
import dev.grlm.tensor.LinearAlgebra;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Rows in clusters of like direction: spherical k-means on a seeded sample, then every row to its
/// nearest center, the lower number among equals. The same on one machine.
///
/// @param members rows of each cluster, ascending
/// @param centers clusters × dimensions, of length 1
record Clusters(int[][] members, float[] centers) {
  private static final int ITERATIONS = 5;

  /// Rows per cluster that the centers are learned from.
  private static final int SAMPLE = 40;

  private static final int BLOCK = 1 << 11;

  static Clusters of(EmbeddingRows rows, int[] used, int count, long seed) {
    int[] sample = Samples.of(used, (int) Math.min(used.length, (long) SAMPLE * count), seed);
    float[] centers = first(rows, sample, count, seed);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      centers = moved(rows, sample, nearest(rows, sample, centers), centers);
    }
    int[] cluster = nearest(rows, used, centers);
    var sizes = new int[count];
    Arrays.stream(cluster).forEach(number -> sizes[number]++);
    int[][] members = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    Arrays.fill(sizes, 0);
    for (int place = 0; place < used.length; place++) {
      members[cluster[place]][sizes[cluster[place]]++] = used[place];
    }
    return new Clusters(members, centers);
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

  private static float[] first(EmbeddingRows rows, int[] sample, int count, long seed) {
    int[] chosen = Samples.of(sample, count, seed + 1);
    return Samples.values(rows, chosen, 0, count);
  }

  /// Of each row the number of the nearest center.
  private static int[] nearest(EmbeddingRows rows, int[] numbers, float[] centers) {
    int count = centers.length / rows.dimensions();
    var nearest = new int[numbers.length];
    for (int from = 0; from < numbers.length; from += BLOCK) {
      int end = Math.min(numbers.length, from + BLOCK);
      float[] values = Samples.values(rows, numbers, from, end);
      float[] products = LinearAlgebra.productTransposed(values, centers, rows.dimensions());
      for (int place = from; place < end; place++) {
        int start = (place - from) * count;
        int best = 0;
        for (int center = 1; center < count; center++) {
          if (products[start + center] > products[start + best]) {
            best = center;
          }
        }
        nearest[place] = best;
      }
    }
    return nearest;
  }

  /// The mean of the rows, of length 1; a center without rows, or whose rows cancel out, stays.
  private static float[] moved(EmbeddingRows rows, int[] sample, int[] nearest, float[] centers) {
    int dimensions = rows.dimensions();
    var sums = new double[centers.length];
    var row = new float[dimensions];
    for (int place = 0; place < sample.length; place++) {
      rows.copyRow(sample[place], row, 0);
      int start = nearest[place] * dimensions;
      for (int d = 0; d < dimensions; d++) {
        sums[start + d] += row[d];
      }
    }
    float[] moved = centers.clone();
    for (int start = 0; start < centers.length; start += dimensions) {
      double squares = 0;
      for (int d = 0; d < dimensions; d++) {
        squares += sums[start + d] * sums[start + d];
      }
      for (int d = 0; squares > 0 && d < dimensions; d++) {
        moved[start + d] = (float) (sums[start + d] / Math.sqrt(squares));
      }
    }
    return moved;
  }
}
