package dev.grlm.signal;

import dev.grlm.recommend.Scorer;

/// What speaks for an item. Scores are not negative, and an item that is reached has one above 0. A
/// product of experts multiplies (ε + score)^β of its signals. Immutable and thread-safe.
public interface Signal extends Scorer {
  /// ε, above 0: what an item counts beside its score, so that one that is not reached has ε alone.
  double floor();

  /// Short words for a person who asks why an item is recommended, for example `bought together`.
  String reason();
}
