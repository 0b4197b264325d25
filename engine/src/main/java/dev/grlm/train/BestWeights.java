package dev.grlm.train;

import java.io.IOException;

/// Keeps the weights of the best validation, in the model's own precision.
public interface BestWeights extends AutoCloseable {
  /// Keeps the weights that are in the model.
  ///
  /// @param state whose best validation has just been
  void keep(TrainingState state) throws IOException;

  /// Puts what was kept into the model.
  ///
  /// @param state whose best validation is asked for
  void restore(TrainingState state) throws IOException;

  @Override
  default void close() {}
}
