package dev.grlm.cluster;

import dev.grlm.tensor.LinearAlgebra.Matrix;

/// What [KMeans] found. Immutable if nobody writes into its arrays.
///
/// @param clusterOf of each point its cluster, 0 … k − 1
/// @param centroids k × dimensions, the means of their points; of length 1 where those are
///   spherical
/// @param iterations it took
public record Clustering(int[] clusterOf, Matrix centroids, int iterations) {
  /// Of each of these points, which need not be those that were clustered, the cluster whose
  /// centroid is nearest; the lowest one among equals.
  public int[] nearest(Points points) {
    return new NearestCentroid(centroids).of(points);
  }
}
