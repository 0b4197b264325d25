package dev.grlm.recommend;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// What is asked of a [Recommender].
///
/// @param history item indices, oldest first; may be empty
/// @param k how many items at most, ≥ 1
/// @param excluded items that must not be recommended; not copied, must not be changed afterwards
/// @param among the items that the question is about, all others being excluded; what is generated
///   is grounded among these. Null for all; not copied, must not be changed afterwards
public record Query(int[] history, int k, BitSet excluded, @Nullable BitSet among) {
  public Query {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, is " + k);
    }
  }

  /// About all items.
  public Query(int[] history, int k, BitSet excluded) {
    this(history, k, excluded, null);
  }

  /// The same question about some items only.
  ///
  /// @param items not copied, must not be changed afterwards
  /// @param catalog how many items there are
  public Query among(BitSet items, int catalog) {
    var others = (BitSet) items.clone();
    others.flip(0, catalog);
    others.or(excluded);
    return new Query(history, k, others, items);
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
