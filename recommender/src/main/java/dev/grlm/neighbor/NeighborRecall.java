package dev.grlm.neighbor;

import dev.grlm.data.TopK;
import dev.grlm.embed.EmbeddingRows;
import dev.grlm.tensor.LinearAlgebra;
import java.util.Arrays;

/// How many of the true nearest an approximate search has found, on a sample of the rows that have
/// neighbors. Deterministic for a seed.
///
/// A found neighbor counts when it is as near as the k-th of the true ones: of several equally near
/// ones it does not matter which is found.
///
/// @param rows rows in the sample
/// @param found true nearest that were found
/// @param possible true nearest of the sample
public record NeighborRecall(int rows, long found, long possible) {
  /// Rows that are compared at once: 1,000 × 8,192 products are 32 MiB.
  private static final int BLOCK_ROWS = 1 << 13;

  /// 0 … 1; 1 where nothing has neighbors.
  public double recall() {
    return possible == 0 ? 1 : (double) found / possible;
  }

  /// @param k neighbors that are looked at
  /// @param sample rows to look at, at most
  public static NeighborRecall measure(
      EmbeddingRows rows, Neighbors approximate, int k, int sample, long seed) {
    int[] used = Cosines.notZero(rows);
    int[] chosen = Samples.of(used, sample, seed);
    TopK[] exact = exact(rows, chosen, used, k);
    long found = 0;
    long possible = 0;
    for (int query = 0; query < chosen.length; query++) {
      int size = exact[query].size();
      possible += size;
      if (size == 0) {
        continue;
      }
      float[] cosines = approximate.cosines()[chosen[query]];
      float enough = (float) exact[query].score(size - 1);
      for (int place = 0; place < Math.min(size, cosines.length); place++) {
        found += cosines[place] >= enough ? 1 : 0;
      }
    }
    return new NeighborRecall(chosen.length, found, possible);
  }

  /// As [ExactNeighbors] does it: a float32 product proposes, the cosine decides.
  private static TopK[] exact(EmbeddingRows rows, int[] chosen, int[] used, int k) {
    var nearest = new TopK[chosen.length];
    Arrays.setAll(nearest, _ -> TopK.byIndex(k));
    float[] queries = Samples.values(rows, chosen, 0, chosen.length);
    var cosines = new Cosines(rows);
    for (int from = 0; from < used.length; from += BLOCK_ROWS) {
      int end = Math.min(used.length, from + BLOCK_ROWS);
      int width = end - from;
      float[] products =
          LinearAlgebra.productTransposed(
              queries, Samples.values(rows, used, from, end), rows.dimensions());
      for (int query = 0; query < chosen.length; query++) {
        cosines.of(chosen[query]);
        cosines.offer(nearest[query], products, query * width, used, from, width);
      }
    }
    return nearest;
  }
}
