package dev.grlm.neighbor;

import dev.grlm.data.TopK;
import dev.grlm.embed.EmbeddingRows;
import dev.grlm.embed.Embeddings;
import dev.grlm.tensor.LinearAlgebra;

/// The k nearest others of every row by cosine, found by comparing all pairs. Stateless.
///
/// A blocked float32 matrix product proposes candidates and their cosines decide, see [Cosines]: so
/// equal rows are equal neighbors and the result does not depend on how the product was computed.
public final class ExactNeighbors {
  /// Values of one block of products, 32 MiB of float32.
  private static final int BLOCK_VALUES = 1 << 23;

  /// More rows at a time make the product no faster.
  private static final int MAXIMUM_BLOCK_ROWS = 512;

  private ExactNeighbors() {}

  /// A [NeighborFinder]. Rows that lie in a file are copied into memory.
  ///
  /// @throws IllegalArgumentException when `k` is below 1
  public static Neighbors find(EmbeddingRows rowsAnywhere, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1: " + k);
    }
    Embeddings rows = rowsAnywhere.inMemory();
    Neighbors found = Neighbors.none(rows.rows());
    int[] used = Cosines.notZero(rows);
    if (used.length < 2) {
      return found;
    }
    float[] values =
        used.length == rows.rows() ? rows.values() : Samples.values(rows, used, 0, used.length);
    int kept = Math.min(k, used.length - 1);
    var cosines = new Cosines(rows);
    LinearAlgebra.gramBlocks(
        values,
        rows.dimensions(),
        Math.clamp(BLOCK_VALUES / used.length, 1, MAXIMUM_BLOCK_ROWS),
        (first, count, products) -> {
          for (int place = 0; place < count; place++) {
            int row = used[first + place];
            TopK nearest = TopK.byIndex(kept);
            cosines.of(row);
            cosines.offer(nearest, products, place * used.length, used, 0, used.length);
            found.set(row, nearest);
          }
        });
    return found;
  }
}
