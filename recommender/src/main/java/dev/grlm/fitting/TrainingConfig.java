package dev.grlm.fitting;

import dev.grlm.train.TrainerConfig;
import io.soabase.recordbuilder.core.RecordBuilder;

/// The part of a trainer's configuration that a person sets; see [TrainerConfig] for the meaning.
@RecordBuilder
public record TrainingConfig(
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
    int patience)
    implements TrainingConfigBuilder.With {

  /// By epochs.
  public TrainingConfig(
      int epochs,
      int batch,
      double learningRate,
      double warmUp,
      double beta1,
      double beta2,
      double decay,
      double clip,
      int validateEvery,
      int patience) {
    this(
        epochs, 0, batch, learningRate, warmUp, beta1, beta2, decay, clip, validateEvery, patience);
  }

  /// @throws IllegalArgumentException naming the settings and their values
  public TrainingConfig {
    var _ =
        new TrainerConfig(
                epochs,
                batch,
                learningRate,
                warmUp,
                beta1,
                beta2,
                decay,
                clip,
                validateEvery,
                patience,
                1,
                0)
            .withSteps(steps);
  }

  public TrainerConfig trainer(int workers, long seed) {
    return new TrainerConfig(
            epochs,
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
            seed)
        .withSteps(steps);
  }
}
