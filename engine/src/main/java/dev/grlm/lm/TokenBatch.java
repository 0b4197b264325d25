package dev.grlm.lm;

import java.util.List;

/// Token sequences padded on the right to one length, row-major (requests × time).
///
/// @param tokens 0 where padded
/// @param lengths real tokens of each request
public record TokenBatch(int requests, int time, long[] tokens, int[] lengths) {

  /// @throws IllegalArgumentException when a sequence is empty
  public static TokenBatch of(List<int[]> sequences) {
    int requests = sequences.size();
    var lengths = new int[requests];
    int time = 0;
    for (int row = 0; row < requests; row++) {
      lengths[row] = sequences.get(row).length;
      if (lengths[row] == 0) {
        throw new IllegalArgumentException("sequence " + row + " has no tokens");
      }
      time = Math.max(time, lengths[row]);
    }
    var tokens = new long[requests * time];
    for (int row = 0; row < requests; row++) {
      int[] sequence = sequences.get(row);
      for (int t = 0; t < sequence.length; t++) {
        tokens[row * time + t] = sequence[t];
      }
    }
    return new TokenBatch(requests, time, tokens, lengths);
  }

  /// Flat index of the newest token of every request.
  public long[] newest() {
    var newest = new long[requests];
    for (int row = 0; row < requests; row++) {
      newest[row] = (long) row * time + lengths[row] - 1;
    }
    return newest;
  }
}
