package dev.grlm.train;

/// How a [Trainer] trains. Defaults stand with the preset that uses them.
///
/// @param epochs the schedule's length; early stopping may end before
/// @param batch predictions per step, over all workers
/// @param learningRate peak
/// @param warmUp share of all steps
/// @param beta1 AdamW's first-moment decay
/// @param beta2 AdamW's second-moment decay
/// @param decay decoupled weight decay
/// @param clip largest Euclidean norm of the gradient; 0 for none
/// @param averaging decay per step of the exponential moving average of the weights that is
///   validated and kept; 0 for the weights themselves
/// @param validateEvery epochs between validations; the last epoch always validates
/// @param patience validations without a better score until training stops
/// @param workers Java threads, each with a slice of every batch
/// @param seed of shuffling and dropout
/// @param epsilon AdamW's, added to the root of the second moment
/// @param curve how the learning rate goes on after its warm-up
/// @param pace what happens within an epoch
/// @param footprint what a step may take of the machine
public record TrainerConfig(
    int epochs,
    int batch,
    double learningRate,
    double warmUp,
    double beta1,
    double beta2,
    double decay,
    double clip,
    double averaging,
    int validateEvery,
    int patience,
    int workers,
    long seed,
    double epsilon,
    RateCurve curve,
    Pace pace,
    Footprint footprint) {
  /// AdamW's usual epsilon.
  public static final double EPSILON = 1e-8;

  /// What happens within an epoch, beside what happens at its end. Steps are counted from the start
  /// of the training.
  ///
  /// @param validateSteps steps between validations; 0 for none
  /// @param checkpointSteps steps between checkpoints; 0 for none
  /// @param checkpointSeconds after which there is a checkpoint; 0 for none
  public record Pace(int validateSteps, int checkpointSteps, int checkpointSeconds) {
    /// Nothing.
    public static final Pace EPOCHS = new Pace(0, 0, 0);

    public Pace {
      if (validateSteps < 0 || checkpointSteps < 0 || checkpointSeconds < 0) {
        throw new IllegalArgumentException(
            "validateSteps, checkpointSteps and checkpointSeconds must not be negative: %d, %d, %d"
                .formatted(validateSteps, checkpointSteps, checkpointSeconds));
      }
    }
  }

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

  /// With AdamW's usual epsilon and a cosine, by whole epochs and whole slices.
  public TrainerConfig(
      int epochs,
      int batch,
      double learningRate,
      double warmUp,
      double beta1,
      double beta2,
      double decay,
      double clip,
      double averaging,
      int validateEvery,
      int patience,
      int workers,
      long seed) {
    this(
        epochs,
        batch,
        learningRate,
        warmUp,
        beta1,
        beta2,
        decay,
        clip,
        averaging,
        validateEvery,
        patience,
        workers,
        seed,
        EPSILON,
        RateCurve.COSINE,
        Pace.EPOCHS,
        Footprint.SMALL);
  }

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
    if (!(learningRate > 0) || warmUp < 0 || warmUp > 1 || averaging < 0 || averaging >= 1) {
      throw new IllegalArgumentException(
          "learningRate must be positive, warmUp in 0…1, averaging in 0…1: "
              + learningRate
              + ", "
              + warmUp
              + ", "
              + averaging);
    }
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon must be positive: " + epsilon);
    }
    if (footprint.threads() > 1 && workers > 1) {
      throw new IllegalArgumentException(
          "%d workers of %d native threads each would spin against each other; one of them must be 1"
              .formatted(workers, footprint.threads()));
    }
  }

  public TrainerConfig with(RateCurve newCurve) {
    return with(newCurve, pace, footprint);
  }

  public TrainerConfig with(Pace newPace) {
    return with(curve, newPace, footprint);
  }

  public TrainerConfig with(Footprint newFootprint) {
    return with(curve, pace, newFootprint);
  }

  private TrainerConfig with(RateCurve newCurve, Pace newPace, Footprint newFootprint) {
    return new TrainerConfig(
        epochs,
        batch,
        learningRate,
        warmUp,
        beta1,
        beta2,
        decay,
        clip,
        averaging,
        validateEvery,
        patience,
        workers,
        seed,
        epsilon,
        newCurve,
        newPace,
        newFootprint);
  }
}
