package dev.grlm.coded;

import java.util.List;

/// How much the length of an identifier counts, and everything of it was chosen on validation.
///
/// @param validation what was tried there, and what was best
record LengthChoice(Judged validation) {
  /// @param lengthExponent α of log-probability / length^α
  /// @param tried in the order of the settings
  record Judged(double lengthExponent, List<Tried> tried) {
    Judged {
      tried = List.copyOf(tried);
    }
  }

  /// @param ndcg10 of the beams under the trie, on a sample of validation users
  record Tried(double lengthExponent, double ndcg10) {}

  /// The best; of equally good ones the first.
  static LengthChoice of(List<Tried> tried) {
    Tried best = tried.getFirst();
    for (Tried one : tried) {
      best = one.ndcg10() > best.ndcg10() ? one : best;
    }
    return new LengthChoice(new Judged(best.lengthExponent(), tried));
  }

  double lengthExponent() {
    return validation.lengthExponent();
  }
}
