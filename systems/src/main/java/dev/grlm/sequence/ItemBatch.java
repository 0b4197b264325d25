package dev.grlm.sequence;

import java.util.Arrays;
import java.util.List;

/// Sequences of items padded on the right to one length, row-major (rows × time). A causal model
/// lets no real position see the padding.
///
/// @param items item numbers; 0 where padded
/// @param lengths real items of each row
record ItemBatch(int rows, int time, long[] items, int[] lengths) {

  /// @param sequences at least one, none of them empty
  static ItemBatch of(List<int[]> sequences) {
    int rows = sequences.size();
    int[] lengths = sequences.stream().mapToInt(sequence -> sequence.length).toArray();
    int time = Arrays.stream(lengths).max().orElseThrow();
    var items = new long[rows * time];
    for (int row = 0; row < rows; row++) {
      for (int t = 0; t < lengths[row]; t++) {
        items[row * time + t] = sequences.get(row)[t];
      }
    }
    return new ItemBatch(rows, time, items, lengths);
  }

  /// Flat index of every real item, rows in order.
  long[] real() {
    var real = new long[Arrays.stream(lengths).sum()];
    int next = 0;
    for (int row = 0; row < rows; row++) {
      for (int t = 0; t < lengths[row]; t++) {
        real[next++] = (long) row * time + t;
      }
    }
    return real;
  }
}
