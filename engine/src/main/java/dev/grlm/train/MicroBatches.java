package dev.grlm.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/// Cuts a slice into parts that are passed through the model one after another, so that their
/// activations are never in memory together.
final class MicroBatches {
  private MicroBatches() {}

  /// How long is asked once: a sample may have to be made for the answer.
  private record Measured<S>(S sample, int length) {}

  /// Parts of like length, the longest first, of at most `limit` positions with their padding. A
  /// sample that is longer alone is a part of its own: nothing is cut off.
  ///
  /// @param length positions a sample takes
  /// @param limit 0 for none
  /// @return every sample once; the slice as it is where it fits
  static <S> List<List<S>> of(List<S> slice, ToIntFunction<S> length, int limit) {
    if (limit == 0) {
      return List.of(slice);
    }
    var sorted = new ArrayList<Measured<S>>();
    for (S sample : slice) {
      sorted.add(new Measured<>(sample, length.applyAsInt(sample)));
    }
    sorted.sort(Comparator.<Measured<S>>comparingInt(Measured::length).reversed());
    if (sorted.isEmpty() || (long) sorted.size() * sorted.getFirst().length() <= limit) {
      return List.of(slice);
    }
    var parts = new ArrayList<List<S>>();
    int start = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      long longest = sorted.get(start).length();
      if (i == sorted.size() || (i - start + 1) * longest > limit) {
        parts.add(sorted.subList(start, i).stream().map(Measured::sample).toList());
        start = i;
      }
    }
    return parts;
  }
}
