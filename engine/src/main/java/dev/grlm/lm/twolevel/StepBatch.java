package dev.grlm.lm.twolevel;

import java.util.Arrays;
import java.util.List;

/// Sequences of steps padded on the right to one length, row-major (requests × time).
///
/// @param ids step numbers, [Step#NO_ID] also where padded
/// @param symbols slots × (requests × time); 0 where padded
/// @param lengths real steps of each request
public record StepBatch(int requests, int time, long[] ids, long[][] symbols, int[] lengths) {

  /// Of each sequence the newest `maxSteps` steps.
  public static StepBatch of(List<List<Step>> sequences, int slots, int maxSteps) {
    int requests = sequences.size();
    var lengths = new int[requests];
    int time = 1;
    for (int row = 0; row < requests; row++) {
      lengths[row] = Math.min(maxSteps, sequences.get(row).size());
      time = Math.max(time, lengths[row]);
    }
    var ids = new long[requests * time];
    Arrays.fill(ids, Step.NO_ID);
    var symbols = new long[slots][requests * time];
    for (int row = 0; row < requests; row++) {
      List<Step> sequence = sequences.get(row);
      int first = sequence.size() - lengths[row];
      for (int t = 0; t < lengths[row]; t++) {
        Step step = sequence.get(first + t);
        ids[row * time + t] = step.id();
        for (int slot = 0; slot < slots; slot++) {
          symbols[slot][row * time + t] = step.symbols()[slot];
        }
      }
    }
    return new StepBatch(requests, time, ids, symbols, lengths);
  }

  /// Flat index of every real position, requests in order.
  public long[] positions() {
    var positions = new long[Arrays.stream(lengths).sum()];
    int next = 0;
    for (int row = 0; row < requests; row++) {
      for (int t = 0; t < lengths[row]; t++) {
        positions[next++] = (long) row * time + t;
      }
    }
    return positions;
  }

  /// Flat index of the newest position of every request; an empty request gives its first padding.
  public long[] newest() {
    var newest = new long[requests];
    for (int row = 0; row < requests; row++) {
      newest[row] = (long) row * time + Math.max(0, lengths[row] - 1);
    }
    return newest;
  }
}
