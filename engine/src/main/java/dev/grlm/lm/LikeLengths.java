package dev.grlm.lm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/// Cuts samples of a batch into groups of like length: batches are filled by predictions, and
/// sequences of very different lengths padded together would be padding mostly. Stateless.
public final class LikeLengths {
  /// A pass of fewer tokens, padding included, does not fill the matrix products.
  private static final int FULL_PASS = 1024;

  /// What is shorter than this share of the longest begins a new group.
  private static final double LIKE = 0.8;

  private LikeLengths() {}

  /// @param length tokens of a sample
  /// @return every sample once, the longest first; equal ones in their order
  public static <S> List<List<S>> groups(List<S> samples, ToIntFunction<S> length) {
    var sorted = new ArrayList<>(samples);
    sorted.sort(Comparator.comparingInt(length).reversed());
    var groups = new ArrayList<List<S>>();
    int start = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      int longest = length.applyAsInt(sorted.get(start));
      boolean ends =
          i == sorted.size()
              || ((i - start) * longest >= FULL_PASS
                  && length.applyAsInt(sorted.get(i)) < LIKE * longest);
      if (ends) {
        groups.add(sorted.subList(start, i));
        start = i;
      }
    }
    return groups;
  }
}
