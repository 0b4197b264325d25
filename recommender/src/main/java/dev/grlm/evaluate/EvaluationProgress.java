package dev.grlm.evaluate;

/// Told how far long work has come. Called by one thread at a time, `done` never falls.
@FunctionalInterface
public interface EvaluationProgress {
  EvaluationProgress NONE = (_, _) -> {};

  /// @param done of `total` users
  void update(int done, int total);
}
