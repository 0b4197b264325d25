package dev.grlm.recommend;

/// The items that a [Scorer] reaches from one history, with their scores. An item that is not among
/// them is not reached, which is less than any score. Not copied, must not be changed.
///
/// @param items indices in the catalogue, rising
/// @param scores of `items`, higher is better; of the scorer's own scale
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
public record ScoredItems(int[] items, float[] scores) {
  public ScoredItems {
    if (items.length != scores.length) {
      throw new IllegalArgumentException(items.length + " items but " + scores.length + " scores");
    }
  }

  public int size() {
    return items.length;
  }
}
