package dev.grlm.fitting;

import dev.grlm.recommend.Recommender;
import dev.grlm.system.RunSettings;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.GradientExchange;
import dev.grlm.train.Trainable;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingProgress;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.util.List;
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

  /// Trains and leaves the weights of the best validation in the model.
  ///
  /// @throws IOException when a checkpoint cannot be written or read, or the validation fails
  /// @throws IllegalStateException in one line, when training fails or ranks differ
  public <S> TrainingResult train(
      Trainable<S> model, TrainerConfig config, List<S> samples, Trainer.Validation judge)
      throws IOException {
    return new Trainer<>(model, config, progress, exchange).train(samples, judge, checkpoints);
  }

  /// Whether this rank is the one that writes the model; all end with the same weights.
  public boolean writes() {
    return exchange.rank() == 0;
  }
}
