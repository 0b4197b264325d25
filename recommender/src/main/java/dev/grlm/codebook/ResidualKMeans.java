package dev.grlm.codebook;

import dev.grlm.cluster.Clustering;
import dev.grlm.cluster.KMeans;
import dev.grlm.cluster.Seeding;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.ArrayList;

/// Residual k-means: the centroids of a level's k-means are its code book, and the next level
/// clusters what is left of the vectors after them. No network and no training; the same vectors
/// and settings give the same books.
///
/// What is left of vectors of many coordinates differs in length, and lies at nearly right angles:
/// the centroid of any large cluster is then close to zero, and zero is nearer to a short rest than
/// any other one is. Lengths made equal keep such a cluster from swallowing a level.
///
/// @param levels L
/// @param codes K, of each level; no more than there are vectors
/// @param iterations of Lloyd at most, after k-means++
/// @param unit whether vectors, and what is left of them, are brought to length 1 before each level
/// @param seed each level draws from a seed of its own
public record ResidualKMeans(int levels, int codes, int iterations, boolean unit, long seed) {
  public ResidualKMeans {
    if (levels < 1 || levels > Codes.MOST_LEVELS || codes < 1 || iterations < 1) {
      throw new IllegalArgumentException(
          "levels must be 1 … %d, codes and iterations at least 1: %d, %d, %d"
              .formatted(Codes.MOST_LEVELS, levels, codes, iterations));
    }
  }

  /// @throws IllegalArgumentException naming the numbers, where there are fewer vectors than codes
  public Codebooks fit(ItemVectors vectors) {
    var books = new ArrayList<Matrix>();
    ItemVectors next = vectors;
    for (int level = 0; level < levels; level++) {
      ItemVectors left = unit ? next.normalized() : next;
      var clusters = new KMeans(codes, Seeding.SPREAD, false, iterations, seed + level);
      Matrix book = Codebooks.rounded(clusters.cluster(left.points()).centroids());
      books.add(book);
      // By the book as it is stored, so that a vector has the code that it will have again.
      int[] nearest = new Clustering(new int[0], book, 0).nearest(left.points());
      next = Codebooks.rest(left, book, nearest);
    }
    return new Codebooks(books, unit);
  }
}
