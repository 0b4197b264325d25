package dev.grlm.recommend;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// The items that a [Scorer] reaches from one history, with their scores. An item that is not among
/// them is not reached, which is less than any score. Not copied, must not be changed.
///
/// @param items indices in the catalogue, rising
/// @param scores of `items`, higher is better; of the scorer's own scale
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
public record ScoredItems(int[] items, float[] scores) {
  /// Of N items, so many in N are sorted about as fast as N are looked at.
  private static final int SORTED_SHARE = 16;

  public ScoredItems {
    if (items.length != scores.length) {
      throw new IllegalArgumentException(items.length + " items but " + scores.length + " scores");
    }
  }

  /// The items that a count came upon, rising. Where these are many, looking at all items is less
  /// than sorting.
  ///
  /// @param touched in any order, none twice
  /// @param count how many of these there are
  /// @param items of the catalogue
  /// @param reached of an item, whether it is among the touched
  public static int[] rising(int[] touched, int count, int items, IntPredicate reached) {
    int[] rising = Arrays.copyOf(touched, count);
    if (count < items / SORTED_SHARE) {
      Arrays.sort(rising);
      return rising;
    }
    int found = 0;
    for (int item = 0; item < items; item++) {
      if (reached.test(item)) {
        rising[found++] = item;
      }
    }
    return rising;
  }

  public int size() {
    return items.length;
  }
}
