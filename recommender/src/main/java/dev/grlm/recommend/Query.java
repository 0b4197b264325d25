package dev.grlm.recommend;

import java.util.BitSet;

/// What is asked of a [Recommender].
///
/// @param history item indices, oldest first; may be empty
/// @param k how many items at most, ≥ 1
/// @param excluded items that must not be recommended; not copied, must not be changed afterwards
public record Query(int[] history, int k, BitSet excluded) {
  public Query {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, is " + k);
    }
  }

  /// @param repeats whether items of the history may be recommended again
  public static Query of(int[] history, int k, boolean repeats) {
    var excluded = new BitSet();
    if (!repeats) {
      for (int item : history) {
        excluded.set(item);
      }
    }
    return new Query(history, k, excluded);
  }

  public boolean allows(int item) {
    return !excluded.get(item);
  }
}
