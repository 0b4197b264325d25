package dev.grlm.cluster;

import dev.grlm.tensor.LinearAlgebra;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.Arrays;

/// K-means after Lloyd (1982), by squared Euclidean distance. Immutable and thread-safe.
///
/// No cluster is ever empty, also where points are equal: an empty one takes the point that lies
/// farthest from its own centroid. The same points and settings give the same clusters on every
/// machine.
///
/// @param clusters k
/// @param seeding of the first centroids
/// @param spherical whether centroids are brought to length 1, so that points of length 1 gather by
///   direction (Dhillon and Modha 2001)
/// @param mostIterations assignments may settle sooner
/// @param seed of the random numbers
public record KMeans(
    int clusters, Seeding seeding, boolean spherical, int mostIterations, long seed) {
  /// Assignments settle sooner; a bound for points that swing between two equal places.
  public static final int SETTLED = 100;

  /// @throws IllegalArgumentException naming the value
  public KMeans {
    if (clusters < 1 || mostIterations < 1) {
      throw new IllegalArgumentException(
          "clusters and mostIterations must be at least 1: %d, %d"
              .formatted(clusters, mostIterations));
    }
  }

  /// @param points at least as many as clusters
  /// @throws IllegalArgumentException naming the numbers, where there are fewer
  public Clustering cluster(Points points) {
    if (clusters > points.count()) {
      throw new IllegalArgumentException(
          "%d points cannot make %d clusters".formatted(points.count(), clusters));
    }
    Matrix centroids = pointsAsCentroids(points, seeding.choose(points, clusters, seed));
    int[] before = {};
    for (int iteration = 1; ; iteration++) {
      int[] clusterOf = new NearestCentroid(centroids).of(points);
      fillEmpty(points, centroids, clusterOf);
      centroids = means(points, clusterOf, centroids);
      if (Arrays.equals(clusterOf, before) || iteration == mostIterations) {
        return new Clustering(clusterOf, centroids, iteration);
      }
      before = clusterOf;
    }
  }

  private static Matrix pointsAsCentroids(Points points, int[] chosen) {
    int width = points.dimensions();
    Matrix centroids = Matrix.zeros(chosen.length, width);
    for (int cluster = 0; cluster < chosen.length; cluster++) {
      float[] values = points.block(chosen[cluster], chosen[cluster] + 1);
      for (int d = 0; d < width; d++) {
        centroids.values()[cluster * width + d] = values[d];
      }
    }
    return centroids;
  }

  private static void fillEmpty(Points points, Matrix centroids, int[] clusterOf) {
    var sizes = new int[centroids.rows()];
    Arrays.stream(clusterOf).forEach(cluster -> sizes[cluster]++);
    if (Arrays.stream(sizes).allMatch(size -> size > 0)) {
      return;
    }
    double[] distances = distances(points, centroids, clusterOf);
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      if (sizes[cluster] == 0) {
        int point = farthest(distances, clusterOf, sizes);
        sizes[clusterOf[point]]--;
        clusterOf[point] = cluster;
        sizes[cluster] = 1;
      }
    }
  }

  /// Of each point to its centroid.
  private static double[] distances(Points points, Matrix centroids, int[] clusterOf) {
    int width = points.dimensions();
    var distances = new double[clusterOf.length];
    var point = new float[width];
    var widened = new double[width];
    for (int row = 0; row < distances.length; row++) {
      points.reader().copy(row, point, 0);
      for (int d = 0; d < width; d++) {
        widened[d] = point[d];
      }
      distances[row] =
          LinearAlgebra.squaredDistance(
              widened, 0, centroids.values(), clusterOf[row] * width, width);
    }
    return distances;
  }

  /// Of the points that are not alone in their cluster; there are some while one is empty.
  private static int farthest(double[] distances, int[] clusterOf, int[] sizes) {
    int farthest = -1;
    for (int point = 0; point < distances.length; point++) {
      if (sizes[clusterOf[point]] > 1 && (farthest < 0 || distances[point] > distances[farthest])) {
        farthest = point;
      }
    }
    return farthest;
  }

  /// @param before stays where the points of a spherical cluster cancel out
  private Matrix means(Points points, int[] clusterOf, Matrix before) {
    int width = points.dimensions();
    Matrix means = Matrix.zeros(before.rows(), width);
    var sizes = new int[before.rows()];
    var point = new float[width];
    for (int row = 0; row < clusterOf.length; row++) {
      points.reader().copy(row, point, 0);
      sizes[clusterOf[row]]++;
      int start = clusterOf[row] * width;
      for (int d = 0; d < width; d++) {
        means.values()[start + d] += point[d];
      }
    }
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      double divisor = spherical ? length(means, cluster) : sizes[cluster];
      int start = cluster * width;
      for (int i = start; i < start + width; i++) {
        means.values()[i] = divisor == 0 ? before.values()[i] : means.values()[i] / divisor;
      }
    }
    return means;
  }

  private static double length(Matrix rows, int row) {
    double squares = 0;
    for (int d = 0; d < rows.columns(); d++) {
      squares += rows.at(row, d) * rows.at(row, d);
    }
    return Math.sqrt(squares);
  }
}
