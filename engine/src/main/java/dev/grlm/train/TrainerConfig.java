package dev.grlm.train;

import io.soabase.recordbuilder.core.RecordBuilder;

/// How a [Trainer] trains. Defaults stand with the preset that uses them.
///
/// @param epochs the schedule's length; early stopping may end before
/// @param steps the schedule's length instead, whatever the number of samples: the last epoch is
///   cut short, and `epochs` counts for nothing; 0 to go by epochs
/// @param batch predictions per step, over all workers
/// @param learningRate peak
/// @param warmUp share of all steps
/// @param beta1 AdamW's first-moment decay
/// @param beta2 AdamW's second-moment decay
/// @param decay decoupled weight decay
/// @param clip largest Euclidean norm of the gradient; 0 for none
/// @param validateEvery epochs between validations; the last epoch always validates
/// @param patience validations without a better score until training stops
/// @param workers Java threads, each with a slice of every batch
/// @param seed of shuffling and dropout
/// @param checkpointSteps steps between checkpoints beside those at the end of every epoch, counted
///   from the start of the training; 0 for none
/// @param footprint what a step may take of the machine
@RecordBuilder
public record TrainerConfig(
    int epochs,
    int steps,
    int batch,
    double learningRate,
    double warmUp,
    double beta1,
    double beta2,
    double decay,
    double clip,
    int validateEvery,
    int patience,
    int workers,
    long seed,
    int checkpointSteps,
    Footprint footprint)
    implements TrainerConfigBuilder.With {
  /// What a step may take of the machine. Both are part of the result, by rounding.
  ///
  /// @param microBatch positions, padding included, that pass through the model together; 0 for a
  ///   worker's whole slice
  /// @param threads native threads of each product; more than 1 for one worker only
  public record Footprint(int microBatch, int threads) {
    /// A whole slice at once on one native thread.
    public static final Footprint SMALL = new Footprint(0, 1);

    public Footprint {
      if (microBatch < 0 || threads < 1) {
        throw new IllegalArgumentException(
            "microBatch must not be negative and threads at least 1: %d, %d"
                .formatted(microBatch, threads));
      }
    }
  }

  /// By epochs, each to its end, and whole slices.
  public TrainerConfig(
      int epochs,
      int batch,
      double learningRate,
      double warmUp,
      double beta1,
      double beta2,
      double decay,
      double clip,
      int validateEvery,
      int patience,
      int workers,
      long seed) {
    this(
        epochs,
        0,
        batch,
        learningRate,
        warmUp,
        beta1,
        beta2,
        decay,
        clip,
        validateEvery,
        patience,
        workers,
        seed,
        0,
        Footprint.SMALL);
  }

  /// @throws IllegalArgumentException naming the settings and their values
  public TrainerConfig {
    if (epochs < 1 || batch < 1 || workers < 1 || validateEvery < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "epochs, batch, workers, validateEvery and patience must be at least 1: "
              + epochs
              + ", "
              + batch
              + ", "
              + workers
              + ", "
              + validateEvery
              + ", "
              + patience);
    }
    if (steps < 0) {
      throw new IllegalArgumentException("steps must not be negative: " + steps);
    }
    if (!(learningRate > 0) || warmUp < 0 || warmUp > 1) {
      throw new IllegalArgumentException(
          "learningRate must be positive, warmUp in 0…1: " + learningRate + ", " + warmUp);
    }
    if (checkpointSteps < 0) {
      throw new IllegalArgumentException(
          "checkpointSteps must not be negative: " + checkpointSteps);
    }
    if (footprint.threads() > 1 && workers > 1) {
      throw new IllegalArgumentException(
          "%d workers of %d native threads each would spin against each other; one of them must be 1"
              .formatted(workers, footprint.threads()));
    }
  }

  /// Steps of the whole schedule.
  ///
  /// @param perEpoch steps of the first epoch
  long length(long perEpoch) {
    return steps > 0 ? steps : perEpoch * epochs;
  }
}
