package dev.grlm.neighbor;

import dev.grlm.embed.EmbeddingRows;
import dev.grlm.embed.Embeddings;
import dev.grlm.tensor.LinearAlgebra;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;

/// The k nearest others of every row by cosine, found by comparing all pairs. Stateless.
///
/// A blocked float32 matrix product proposes candidates: everything whose product is within the
/// rounding error of the k-th best. Their cosines are then summed in double precision in a fixed
/// order and rounded to float32, and the lower index wins among equals. So equal rows are equal
/// neighbors and the result does not depend on how the product was computed.
///
/// A row of zeros has no direction: it has no neighbors and is nobody's neighbor.
public final class ExactNeighbors {
  /// Values of one block of products, 32 MiB of float32.
  private static final int BLOCK_VALUES = 1 << 23;

  /// More rows at a time make the product no faster.
  private static final int MAXIMUM_BLOCK_ROWS = 512;

  /// Largest relative error of one float32 operation.
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  private final Embeddings embeddings;
  private final boolean[] zero;
  private final int k;
  private final float tolerance;
  private final int[][] items;
  private final float[][] cosines;

  private ExactNeighbors(Embeddings embeddings, int k) {
    this.embeddings = embeddings;
    this.k = k;
    this.tolerance = tolerance(embeddings.dimensions());
    this.zero = new boolean[embeddings.rows()];
    this.items = new int[embeddings.rows()][0];
    this.cosines = new float[embeddings.rows()][0];
    for (int row = 0; row < embeddings.rows(); row++) {
      zero[row] = cosine(row, row) == 0;
    }
  }

  /// How far a float32 product of two rows may be from their cosine. Both bounds err by at most
  /// dimensions + 1 roundings of a value of size 1; rows may be a little longer than 1, hence 4
  /// where 2 would do.
  static float tolerance(int dimensions) {
    return (float) (4 * UNIT_ROUNDOFF * (dimensions + 1));
  }

  /// A [NeighborFinder]. Rows that lie in a file are copied into memory.
  ///
  /// @throws IllegalArgumentException when `k` is below 1
  public static Neighbors find(EmbeddingRows rowsAnywhere, int k) {
    Embeddings embeddings = rowsAnywhere.inMemory();
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1: " + k);
    }
    int rows = embeddings.rows();
    if (rows == 0 || embeddings.dimensions() == 0) {
      return Neighbors.none(rows);
    }
    var search = new ExactNeighbors(embeddings, k);
    int blockRows = Math.clamp(BLOCK_VALUES / rows, 1, MAXIMUM_BLOCK_ROWS);
    LinearAlgebra.gramBlocks(
        embeddings.values(), embeddings.dimensions(), blockRows, search::selectBlock);
    return new Neighbors(search.items, search.cosines);
  }

  private void selectBlock(int firstRow, int rowCount, float[] products) {
    for (int i = 0; i < rowCount; i++) {
      if (!zero[firstRow + i]) {
        select(firstRow + i, products, i * embeddings.rows());
      }
    }
  }

  /// One candidate; cosine already rounded to what is stored.
  private record Scored(int item, float cosine) {}

  private void select(int row, float[] products, int start) {
    float threshold = kthLargest(row, products, start) - tolerance;
    var candidates = new ArrayList<Scored>();
    for (int other = 0; other < embeddings.rows(); other++) {
      if (products[start + other] >= threshold && other != row && !zero[other]) {
        candidates.add(new Scored(other, cosine(row, other)));
      }
    }
    candidates.sort(
        Comparator.comparingDouble(Scored::cosine).reversed().thenComparingInt(Scored::item));
    int length = Math.min(k, candidates.size());
    items[row] = new int[length];
    cosines[row] = new float[length];
    for (int rank = 0; rank < length; rank++) {
      items[row][rank] = candidates.get(rank).item();
      cosines[row][rank] = candidates.get(rank).cosine();
    }
  }

  /// Minus infinity where there are fewer than k.
  private float kthLargest(int row, float[] products, int start) {
    float[] best = new float[Math.min(k, embeddings.rows())];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    for (int other = 0; other < embeddings.rows(); other++) {
      float product = products[start + other];
      if (product > best[0] && other != row && !zero[other]) {
        int place = 0;
        while (place + 1 < best.length && best[place + 1] < product) {
          best[place] = best[++place];
        }
        best[place] = product;
      }
    }
    return best[0];
  }

  private float cosine(int left, int right) {
    int dimensions = embeddings.dimensions();
    float[] values = embeddings.values();
    double sum = 0;
    for (int d = 0; d < dimensions; d++) {
      sum += (double) values[left * dimensions + d] * values[right * dimensions + d];
    }
    return (float) sum;
  }
}
