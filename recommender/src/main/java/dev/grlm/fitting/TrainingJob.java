package dev.grlm.fitting;

import dev.grlm.recommend.Recommender;
import dev.grlm.system.RunSettings;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.GradientExchange;
import dev.grlm.train.TrainingProgress;
import java.util.function.ToDoubleFunction;

/// What a training needs beside its data.
///
/// @param shared the run's settings as they are for this process
/// @param validation NDCG@10 on a fixed sample of validation users
/// @param exchange with the other ranks, each of which has the same data and settings
public record TrainingJob(
    RunSettings shared,
    ToDoubleFunction<Recommender> validation,
    Checkpoints checkpoints,
    TrainingProgress progress,
    GradientExchange exchange) {

  /// Whether this rank is the one that writes the model; all end with the same weights.
  public boolean writes() {
    return exchange.rank() == 0;
  }
}
