package dev.grlm.cluster;

import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Lloyd's algorithm word by word, without blocks, products or repair of empty clusters.
final class PlainKMeans {
  private final double[][] points;
  private final boolean spherical;

  PlainKMeans(float[] values, int dimensions, boolean spherical) {
    this.spherical = spherical;
    this.points = new double[values.length / dimensions][dimensions];
    for (int i = 0; i < values.length; i++) {
      points[i / dimensions][i % dimensions] = values[i];
    }
  }

  static double distance(double[] left, double[] right) {
    return IntStream.range(0, left.length)
        .mapToDouble(d -> (left[d] - right[d]) * (left[d] - right[d]))
        .sum();
  }

  /// The cluster of every point once none changes any more.
  ///
  /// @param chosen numbers of the points that are the first centroids
  /// @throws IllegalStateException when a cluster runs empty
  int[] cluster(int[] chosen) {
    double[][] centroids =
        Arrays.stream(chosen).mapToObj(point -> points[point]).toArray(double[][]::new);
    int[] before = {};
    while (true) {
      int[] clusterOf = nearest(centroids);
      if (Arrays.equals(clusterOf, before)) {
        return clusterOf;
      }
      before = clusterOf;
      for (int cluster = 0; cluster < centroids.length; cluster++) {
        centroids[cluster] = mean(clusterOf, cluster);
      }
    }
  }

  int[] nearest(double[][] centroids) {
    var nearest = new int[points.length];
    for (int point = 0; point < points.length; point++) {
      for (int cluster = 1; cluster < centroids.length; cluster++) {
        if (distance(points[point], centroids[cluster])
            < distance(points[point], centroids[nearest[point]])) {
          nearest[point] = cluster;
        }
      }
    }
    return nearest;
  }

  private double[] mean(int[] clusterOf, int cluster) {
    int[] members =
        IntStream.range(0, clusterOf.length).filter(p -> clusterOf[p] == cluster).toArray();
    if (members.length == 0) {
      throw new IllegalStateException("the reference knows no empty clusters");
    }
    double[] sum =
        IntStream.range(0, points[0].length)
            .mapToDouble(d -> Arrays.stream(members).mapToDouble(p -> points[p][d]).sum())
            .toArray();
    double divisor =
        spherical
            ? Math.sqrt(Arrays.stream(sum).map(value -> value * value).sum())
            : members.length;
    return Arrays.stream(sum).map(value -> value / divisor).toArray();
  }

  /// Sum of the squared distances of all points to their centroids.
  double inertia(Clustering clustering) {
    return IntStream.range(0, points.length)
        .mapToDouble(p -> distance(points[p], row(clustering, clustering.clusterOf()[p])))
        .sum();
  }

  static double[] row(Clustering clustering, int cluster) {
    Matrix centroids = clustering.centroids();
    int width = centroids.columns();
    return Arrays.copyOfRange(centroids.values(), cluster * width, (cluster + 1) * width);
  }
}
