package dev.grlm.neighbor;

import dev.grlm.data.TopK;
import dev.grlm.embed.EmbeddingRows;
import java.util.stream.IntStream;

/// Cosines of one row with others, summed in double precision in a fixed order and rounded to
/// float32. For one thread.
final class Cosines {
  /// Largest relative error of one float32 operation.
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  private final EmbeddingRows rows;
  private final float[] anchor;
  private final float[] other;
  private final float tolerance;
  private int row;

  Cosines(EmbeddingRows rows) {
    this.rows = rows;
    this.anchor = new float[rows.dimensions()];
    this.other = new float[rows.dimensions()];
    this.tolerance = tolerance(rows.dimensions());
  }

  /// How far a float32 product of two rows may be from their cosine: it errs by at most dimensions
  /// + 1 roundings of a value of size 1, and so does the cosine; rows may be a little longer than
  ///   1, hence 4 where 2 would do.
  private static float tolerance(int dimensions) {
    return (float) (4 * UNIT_ROUNDOFF * (dimensions + 1));
  }

  /// Sets the row that is compared.
  void of(int row) {
    rows.copyRow(row, anchor, 0);
    this.row = row;
  }

  float with(int row) {
    rows.copyRow(row, other, 0);
    double sum = 0;
    for (int d = 0; d < anchor.length; d++) {
      sum += (double) anchor[d] * other[d];
    }
    return (float) sum;
  }

  /// Offers `nearest` all candidates but the row itself. Float32 products propose and the cosines
  /// decide: whose product is further below the k-th cosine than rounding explains is passed over.
  /// So a result does not depend on how the products were computed.
  ///
  /// @param products those of the row with the candidates, from `start` on
  /// @param candidates that have a direction; `width` of them from `from` on
  void offer(TopK nearest, float[] products, int start, int[] candidates, int from, int width) {
    float enough = (float) nearest.worst() - tolerance;
    for (int place = 0; place < width; place++) {
      int candidate = candidates[from + place];
      if (products[start + place] >= enough && candidate != row) {
        nearest.offer(candidate, with(candidate));
        enough = (float) nearest.worst() - tolerance;
      }
    }
  }

  /// The rows that have a direction, ascending.
  static int[] notZero(EmbeddingRows rows) {
    var cosines = new Cosines(rows);
    return IntStream.range(0, rows.rows())
        .filter(row -> {
          cosines.of(row);
          return cosines.with(row) != 0;
        })
        .toArray();
  }
}
