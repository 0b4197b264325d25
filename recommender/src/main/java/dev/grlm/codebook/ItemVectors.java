package dev.grlm.codebook;

import dev.grlm.cluster.Points;
import dev.grlm.embed.Embeddings;
import java.util.stream.IntStream;

/// A vector per item, row-major (items × width): of its text, or of what people take beside it. The
/// latter must have been fitted on training positions, by whoever has the split: a tokenizer is
/// given vectors and never a log.
///
/// @param values not copied; whoever makes the record gives the array away
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
public record ItemVectors(int items, int width, float[] values) {
  /// @throws IllegalArgumentException naming the sizes that do not fit
  public ItemVectors {
    if (items < 0 || width < 1 || (long) items * width != values.length) {
      throw new IllegalArgumentException(
          "%d × %d values expected, found %d".formatted(items, width, values.length));
    }
  }

  /// The same values; not copied.
  public static ItemVectors of(Embeddings embeddings) {
    return new ItemVectors(embeddings.rows(), embeddings.dimensions(), embeddings.values());
  }

  /// Each row brought to length 1; a row of zeros stays one.
  public ItemVectors normalized() {
    float[] normalized = values.clone();
    for (int item = 0; item < items; item++) {
      double squares = 0;
      for (int i = item * width; i < (item + 1) * width; i++) {
        squares += (double) normalized[i] * normalized[i];
      }
      if (squares > 0) {
        double length = Math.sqrt(squares);
        for (int i = item * width; i < (item + 1) * width; i++) {
          normalized[i] = (float) (normalized[i] / length);
        }
      }
    }
    return new ItemVectors(items, width, normalized);
  }

  /// The rows of some items, in this order, one after the other.
  public float[] rows(int[] chosen) {
    var rows = new float[Math.multiplyExact(chosen.length, width)];
    for (int place = 0; place < chosen.length; place++) {
      System.arraycopy(values, chosen[place] * width, rows, place * width, width);
    }
    return rows;
  }

  /// How many rows are all zero.
  public long withoutDirection() {
    return IntStream.range(0, items)
        .filter(
            item -> IntStream.range(item * width, (item + 1) * width).allMatch(i -> values[i] == 0))
        .count();
  }

  Points points() {
    return Points.of(values, width);
  }
}
