package dev.grlm.systems.grlm.compress;

import dev.grlm.embed.Embeddings;
import dev.grlm.tensor.LinearAlgebra;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/// K-means after Lloyd (1982), started by k-means++ (Arthur and Vassilvitskii 2007). Squared
/// Euclidean distance, as in the paper's compression (arXiv 2601.06798); on rows of length 1 it
/// orders as the cosine does.
///
/// No cluster is ever empty, also where rows are equal: an empty one takes the row that lies
/// farthest from its own centroid. The same rows and seed give the same clusters on the same
/// machine. Stateless.
final class KMeans {
  /// Assignments settle sooner; a bound for rows that swing between two equal places.
  static final int MAXIMUM_ITERATIONS = 100;

  /// Rows whose distances are in memory at the same time.
  private static final int BLOCK_ROWS = 1024;

  private KMeans() {}

  /// @param clusterOf for each row its cluster, 0 … k − 1
  /// @param centroids k × dimensions, the means of their rows
  /// @param iterations of Lloyd's
  record Clusters(int[] clusterOf, Matrix centroids, int iterations) {}

  /// @param k 1 … rows
  /// @throws IllegalArgumentException naming `k` where there are fewer rows
  static Clusters cluster(Embeddings rows, int k, long seed) {
    if (k < 1 || k > rows.rows()) {
      throw new IllegalArgumentException("k must be 1 … " + rows.rows() + ", is " + k);
    }
    Matrix points = points(rows);
    return lloyd(points, seeds(points, k, seed));
  }

  static Matrix points(Embeddings rows) {
    double[] values = new double[rows.values().length];
    for (int index = 0; index < values.length; index++) {
      values[index] = rows.values()[index];
    }
    return new Matrix(rows.rows(), rows.dimensions(), values);
  }

  /// k different rows, each drawn by its squared distance to those before; the lowest ones left
  /// where all distances are 0.
  static int[] seeds(Matrix points, int k, long seed) {
    var random = new SplittableRandom(seed);
    int[] seeds = new int[k];
    boolean[] taken = new boolean[points.rows()];
    double[] distances = new double[points.rows()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    seeds[0] = random.nextInt(points.rows());
    taken[seeds[0]] = true;
    for (int drawn = 1; drawn < k; drawn++) {
      double total = 0;
      for (int row = 0; row < distances.length; row++) {
        double distance = taken[row] ? 0 : distance(points, row, points, seeds[drawn - 1]);
        distances[row] = Math.min(distances[row], distance);
        total += distances[row];
      }
      seeds[drawn] = draw(distances, taken, total * random.nextDouble());
      taken[seeds[drawn]] = true;
    }
    return seeds;
  }

  /// The row at which the running sum passes `mark`; the last one possible where rounding leaves it
  /// short; the lowest free row where every distance is 0.
  private static int draw(double[] distances, boolean[] taken, double mark) {
    double sum = 0;
    int last = -1;
    int free = -1;
    for (int row = 0; row < distances.length; row++) {
      if (taken[row]) {
        continue;
      }
      free = free < 0 ? row : free;
      if (distances[row] > 0) {
        last = row;
        sum += distances[row];
        if (sum > mark) {
          return row;
        }
      }
    }
    return last < 0 ? free : last;
  }

  static Clusters lloyd(Matrix points, int[] seeds) {
    Matrix centroids = Matrix.zeros(seeds.length, points.columns());
    for (int cluster = 0; cluster < seeds.length; cluster++) {
      int width = points.columns();
      System.arraycopy(
          points.values(), seeds[cluster] * width, centroids.values(), cluster * width, width);
    }
    int[] before = {};
    for (int iteration = 1; ; iteration++) {
      int[] clusterOf = nearest(points, centroids);
      fillEmpty(points, centroids, clusterOf);
      centroids = means(points, clusterOf, seeds.length);
      if (Arrays.equals(clusterOf, before) || iteration == MAXIMUM_ITERATIONS) {
        return new Clusters(clusterOf, centroids, iteration);
      }
      before = clusterOf;
    }
  }

  /// The nearest centroid of each row, the first one on ties: |c|² − 2·x·c is least.
  private static int[] nearest(Matrix points, Matrix centroids) {
    double[] squares = new double[centroids.rows()];
    for (int cluster = 0; cluster < squares.length; cluster++) {
      squares[cluster] = square(centroids, cluster);
    }
    int[] nearest = new int[points.rows()];
    int width = points.columns();
    for (int start = 0; start < points.rows(); start += BLOCK_ROWS) {
      int end = Math.min(points.rows(), start + BLOCK_ROWS);
      double[] part = Arrays.copyOfRange(points.values(), start * width, end * width);
      Matrix products =
          LinearAlgebra.productTransposed(new Matrix(end - start, width, part), centroids);
      for (int row = start; row < end; row++) {
        double least = Double.POSITIVE_INFINITY;
        for (int cluster = 0; cluster < squares.length; cluster++) {
          double value = squares[cluster] - 2 * products.at(row - start, cluster);
          if (value < least) {
            least = value;
            nearest[row] = cluster;
          }
        }
      }
    }
    return nearest;
  }

  private static void fillEmpty(Matrix points, Matrix centroids, int[] clusterOf) {
    int[] sizes = new int[centroids.rows()];
    for (int cluster : clusterOf) {
      sizes[cluster]++;
    }
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      if (sizes[cluster] == 0) {
        int row = farthest(points, centroids, clusterOf, sizes);
        sizes[clusterOf[row]]--;
        clusterOf[row] = cluster;
        sizes[cluster] = 1;
      }
    }
  }

  /// Of the rows that are not alone in their cluster; there are some while one is empty.
  private static int farthest(Matrix points, Matrix centroids, int[] clusterOf, int[] sizes) {
    int farthest = -1;
    double most = -1;
    for (int row = 0; row < clusterOf.length; row++) {
      if (sizes[clusterOf[row]] > 1) {
        double distance = distance(points, row, centroids, clusterOf[row]);
        if (distance > most) {
          most = distance;
          farthest = row;
        }
      }
    }
    return farthest;
  }

  private static Matrix means(Matrix points, int[] clusterOf, int k) {
    int width = points.columns();
    Matrix means = Matrix.zeros(k, width);
    int[] sizes = new int[k];
    for (int row = 0; row < clusterOf.length; row++) {
      sizes[clusterOf[row]]++;
      for (int d = 0; d < width; d++) {
        means.values()[clusterOf[row] * width + d] += points.at(row, d);
      }
    }
    for (int index = 0; index < means.values().length; index++) {
      means.values()[index] /= sizes[index / width];
    }
    return means;
  }

  private static double square(Matrix matrix, int row) {
    double sum = 0;
    for (int d = 0; d < matrix.columns(); d++) {
      sum += matrix.at(row, d) * matrix.at(row, d);
    }
    return sum;
  }

  /// Squared Euclidean. Four sums, because one alone waits for itself at every step.
  static double distance(Matrix left, int leftRow, Matrix right, int rightRow) {
    int width = left.columns();
    int l = leftRow * width;
    int r = rightRow * width;
    double[] a = left.values();
    double[] b = right.values();
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int d = 0;
    for (; d + 3 < width; d += 4) {
      sum0 += (a[l + d] - b[r + d]) * (a[l + d] - b[r + d]);
      sum1 += (a[l + d + 1] - b[r + d + 1]) * (a[l + d + 1] - b[r + d + 1]);
      sum2 += (a[l + d + 2] - b[r + d + 2]) * (a[l + d + 2] - b[r + d + 2]);
      sum3 += (a[l + d + 3] - b[r + d + 3]) * (a[l + d + 3] - b[r + d + 3]);
    }
    for (; d < width; d++) {
      sum0 += (a[l + d] - b[r + d]) * (a[l + d] - b[r + d]);
    }
    return sum0 + sum1 + sum2 + sum3;
  }
}
