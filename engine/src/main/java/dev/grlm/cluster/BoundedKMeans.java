package dev.grlm.cluster;

import dev.grlm.tensor.LinearAlgebra;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.Arrays;

/// K-means whose clusters have at least and at most so many points. Immutable and thread-safe; the
/// same points and settings give the same clusters on every machine.
///
/// An assignment is greedy: of all pairs of point and centroid the nearest comes first, and a
/// cluster takes points until it is full. One that is too small then takes the points that lose
/// least by the change, from clusters that can spare them. Exact would be a minimum-cost flow
/// (Bradley, Bennett and Demiriz 2000), which is not worth its time for points that move on.
///
/// @param clusters k
/// @param least points of a cluster, ≥ 1
/// @param most points of a cluster
/// @param mostIterations assignments; greedy ones may swing and not settle
/// @param seed of the first centroids, by k-means++
public record BoundedKMeans(int clusters, int least, int most, int mostIterations, long seed) {
  private static final int NONE = -1;

  /// @throws IllegalArgumentException naming the values
  public BoundedKMeans {
    if (clusters < 1 || least < 1 || most < least || mostIterations < 1) {
      throw new IllegalArgumentException(
          "clusters and least must be at least 1, most no less, mostIterations at least 1: %d, %d, %d, %d"
              .formatted(clusters, least, most, mostIterations));
    }
  }

  /// @throws IllegalArgumentException naming the numbers, where the points do not fit in
  public Clustering cluster(Points points) {
    int count = points.count();
    if (count < (long) clusters * least || count > (long) clusters * most) {
      throw new IllegalArgumentException(
          "%d points cannot make %d clusters of %d to %d".formatted(count, clusters, least, most));
    }
    int width = points.dimensions();
    double[] values = widened(points.block(0, count));
    Matrix centroids = Matrix.zeros(clusters, width);
    int[] first = Seeding.SPREAD.choose(points, clusters, seed);
    for (int cluster = 0; cluster < clusters; cluster++) {
      System.arraycopy(values, first[cluster] * width, centroids.values(), cluster * width, width);
    }
    int[] before = {};
    for (int iteration = 1; ; iteration++) {
      int[] clusterOf = assigned(distances(values, centroids));
      centroids = means(values, clusterOf, width);
      if (Arrays.equals(clusterOf, before) || iteration == mostIterations) {
        return new Clustering(clusterOf, centroids, iteration);
      }
      before = clusterOf;
    }
  }

  private static double[] widened(float[] values) {
    var widened = new double[values.length];
    Arrays.setAll(widened, i -> values[i]);
    return widened;
  }

  /// Points × clusters, squared.
  private static double[][] distances(double[] values, Matrix centroids) {
    int width = centroids.columns();
    var distances = new double[values.length / width][centroids.rows()];
    for (int point = 0; point < distances.length; point++) {
      for (int cluster = 0; cluster < centroids.rows(); cluster++) {
        distances[point][cluster] =
            LinearAlgebra.squaredDistance(
                values, point * width, centroids.values(), cluster * width, width);
      }
    }
    return distances;
  }

  /// @param distances points × clusters
  int[] assigned(double[][] distances) {
    var clusterOf = new int[distances.length];
    var sizes = new int[clusters];
    Arrays.fill(clusterOf, NONE);
    for (long pair : nearestFirst(distances)) {
      int point = (int) pair / clusters;
      int cluster = (int) pair % clusters;
      if (clusterOf[point] == NONE && sizes[cluster] < most) {
        clusterOf[point] = cluster;
        sizes[cluster]++;
      }
    }
    for (int cluster = 0; cluster < clusters; cluster++) {
      while (sizes[cluster] < least) {
        int point = cheapest(distances, clusterOf, sizes, cluster);
        sizes[clusterOf[point]]--;
        clusterOf[point] = cluster;
        sizes[cluster]++;
      }
    }
    return clusterOf;
  }

  /// Numbers of pairs, point × k + cluster, in the lower half of each value; in the upper one the
  /// bits of the distance, which for what is not negative are in the order of the numbers.
  private long[] nearestFirst(double[][] distances) {
    var pairs = new long[Math.multiplyExact(distances.length, clusters)];
    for (int pair = 0; pair < pairs.length; pair++) {
      float distance = (float) distances[pair / clusters][pair % clusters];
      pairs[pair] = (long) Float.floatToIntBits(distance) << Integer.SIZE | pair;
    }
    Arrays.sort(pairs);
    return pairs;
  }

  /// The point that loses least by going over; its cluster is none of those that are as small as
  /// may be. There is one, because there are points for all.
  private int cheapest(double[][] distances, int[] clusterOf, int[] sizes, int cluster) {
    int cheapest = NONE;
    double least = Double.POSITIVE_INFINITY;
    for (int point = 0; point < clusterOf.length; point++) {
      double loss = distances[point][cluster] - distances[point][clusterOf[point]];
      if (sizes[clusterOf[point]] > this.least && (cheapest == NONE || loss < least)) {
        cheapest = point;
        least = loss;
      }
    }
    return cheapest;
  }

  private Matrix means(double[] values, int[] clusterOf, int width) {
    Matrix means = Matrix.zeros(clusters, width);
    var sizes = new int[clusters];
    for (int point = 0; point < clusterOf.length; point++) {
      sizes[clusterOf[point]]++;
      for (int d = 0; d < width; d++) {
        means.values()[clusterOf[point] * width + d] += values[point * width + d];
      }
    }
    for (int i = 0; i < means.values().length; i++) {
      means.values()[i] /= sizes[i / width];
    }
    return means;
  }
}
