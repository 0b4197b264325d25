package dev.grlm.run;

import dev.grlm.train.Checkpoints;
import dev.grlm.train.GradientExchange;
import dev.grlm.train.TrainingProgress;

/// What a training needs beside its data.
///
/// @param exchange with the other ranks, each of which has the same data and configuration
record TrainingJob(
    ModelValidation validation,
    Checkpoints checkpoints,
    TrainingProgress progress,
    GradientExchange exchange) {

  /// Whether this rank is the one that writes the model; all end with the same weights.
  boolean writes() {
    return exchange.rank() == 0;
  }
}
