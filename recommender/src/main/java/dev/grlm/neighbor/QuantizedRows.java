package dev.grlm.neighbor;

import dev.grlm.embed.EmbeddingRows;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/// Rows in eight bits a value: a quarter of their size, and products of whole numbers, which come
/// out the same on every machine. Each row is scaled so that its largest value is 127. Immutable
/// and thread-safe; a scorer is for one thread.
///
/// A value is off by at most 1/254 of the row's largest one; the search keeps more candidates than
/// are asked for, and those are compared by their true cosines.
final class QuantizedRows implements RandomVectorScorerSupplier {
  private static final int LARGEST = 127;

  private final byte[][] rows;
  private final float[] scales;

  /// @param used the rows to take, in the order of their new numbers
  QuantizedRows(EmbeddingRows source, int[] used) {
    this.rows = new byte[used.length][];
    this.scales = new float[used.length];
    for (int number = 0; number < used.length; number++) {
      float[] values = source.row(used[number]);
      float largest = 0;
      for (float value : values) {
        largest = Math.max(largest, Math.abs(value));
      }
      rows[number] = quantized(values, largest);
      scales[number] = largest / LARGEST;
    }
  }

  private static byte[] quantized(float[] values, float largest) {
    var bytes = new byte[values.length];
    for (int d = 0; d < values.length; d++) {
      bytes[d] = (byte) Math.round(values[d] / largest * LARGEST);
    }
    return bytes;
  }

  @Override
  public UpdateableRandomVectorScorer scorer() {
    return new Scorer();
  }

  @Override
  public RandomVectorScorerSupplier copy() {
    return this;
  }

  private final class Scorer implements UpdateableRandomVectorScorer {
    private byte[] row = new byte[0];
    private float scale;

    @Override
    public void setScoringOrdinal(int number) {
      row = rows[number];
      scale = scales[number];
    }

    /// (1 + cosine) / 2: the search takes no negative scores.
    @Override
    public float score(int number) {
      float cosine = product(row, rows[number]) * scale * scales[number];
      return Math.max(0, (1 + cosine) / 2);
    }

    @Override
    public int maxOrd() {
      return rows.length;
    }
  }

  private static int product(byte[] left, byte[] right) {
    int sum = 0;
    for (int d = 0; d < left.length; d++) {
      sum += left[d] * right[d];
    }
    return sum;
  }
}
