package dev.grlm.systems.grlm.model;

import dev.grlm.recommend.ScoredItems;

/// What is known of the next item beside a model: the model's score of an item becomes `scale` ×
/// itself + what is added. Immutable and thread-safe.
///
/// @param scale γ, ≥ 0
/// @param slots how much is kept of what the model says term by term beside its scores of whole
///   items, from 0 to 1
/// @param repeats whether items of the history may be recommended; else they are ruled out before
///   the search
public record ItemPrior(double scale, double slots, boolean repeats, Added added) {
  /// What is added to the scores of items, natural logarithms.
  @FunctionalInterface
  public interface Added {
    /// @param history item indices, oldest first
    /// @return items that are not among them get 0
    ScoredItems after(int[] history);
  }

  public ItemPrior withSlots(double kept) {
    return new ItemPrior(scale, kept, repeats, added);
  }
}
