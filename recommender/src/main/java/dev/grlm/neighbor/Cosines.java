package dev.grlm.neighbor;

import dev.grlm.embed.EmbeddingRows;
import java.util.stream.IntStream;

/// Cosines of one row with others, summed in double precision in a fixed order and rounded to
/// float32. For one thread.
final class Cosines {
  private final EmbeddingRows rows;
  private final float[] anchor;
  private final float[] other;

  Cosines(EmbeddingRows rows) {
    this.rows = rows;
    this.anchor = new float[rows.dimensions()];
    this.other = new float[rows.dimensions()];
  }

  /// Sets the row that is compared.
  void of(int row) {
    rows.copyRow(row, anchor, 0);
  }

  float with(int row) {
    rows.copyRow(row, other, 0);
    double sum = 0;
    for (int d = 0; d < anchor.length; d++) {
      sum += (double) anchor[d] * other[d];
    }
    return (float) sum;
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
