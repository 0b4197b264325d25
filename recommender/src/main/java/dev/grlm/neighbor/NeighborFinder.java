package dev.grlm.neighbor;

import dev.grlm.embed.EmbeddingRows;

/// Finds the k nearest others of every row by cosine. Equal input gives equal output.
///
/// Rows are nearest first, the lower index first among equals; cosines are summed in double
/// precision and rounded to float32. A row of zeros has no neighbors and is nobody's; every other
/// row has min(k, other rows that are not zero).
@FunctionalInterface
public interface NeighborFinder {
  /// @throws IllegalArgumentException when `k` is below 1
  Neighbors find(EmbeddingRows rows, int k);
}
