package dev.grlm.signal;

import dev.grlm.recommend.Scorer;

/// What speaks for an item. Scores are not negative, and an item that is reached has one above 0. A
/// product of experts multiplies (ε + score)^β of its signals. Immutable and thread-safe.
public interface Signal extends Scorer {
  /// ε, above 0: what an item counts beside its score, so that one that is not reached has ε alone.
  double floor();

  /// Short words for a person who asks why an item is recommended, for example `bought together`.
  String reason();

  /// The word between [#reason] and an item of the history because of which it speaks, for example
  /// `with` for `bought together`.
  default String link() {
    return "with";
  }

  /// Who in a history speaks: what each of its positions adds to the score of an item.
  ///
  /// @param history item indices, oldest first
  /// @param items that the signal reaches from there
  /// @return per item as many numbers as the history is long, none below 0, which add up to the
  ///   item's score; or none at all where the score is no such sum
  default double[][] shares(int[] history, int[] items) {
    return new double[items.length][0];
  }
}
