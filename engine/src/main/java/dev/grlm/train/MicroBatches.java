package dev.grlm.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/// Cuts a slice into parts that are passed through the model one after another, so that their
/// activations are never in memory together.
final class MicroBatches {
  private MicroBatches() {}

  /// Parts of like length, the longest first, of at most `limit` positions with their padding. A
  /// sample that is longer alone is a part of its own: nothing is cut off.
  ///
  /// @param length positions a sample takes
  /// @param limit 0 for none
  /// @return every sample once; the slice as it is where it fits
  static <S> List<List<S>> of(List<S> slice, ToIntFunction<S> length, int limit) {
    if (limit == 0 || positions(slice, length) <= limit) {
      return List.of(slice);
    }
    var sorted = new ArrayList<>(slice);
    sorted.sort(Comparator.comparingInt(length).reversed());
    var parts = new ArrayList<List<S>>();
    int start = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      long longest = length.applyAsInt(sorted.get(start));
      if (i == sorted.size() || (i - start + 1) * longest > limit) {
        parts.add(sorted.subList(start, i));
        start = i;
      }
    }
    return parts;
  }

  private static <S> long positions(List<S> samples, ToIntFunction<S> length) {
    return (long) samples.size() * samples.stream().mapToInt(length).max().orElse(0);
  }
}
