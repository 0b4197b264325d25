package dev.grlm.train;

import dev.grlm.tensor.Parameters;
import java.io.IOException;

/// Where a training keeps its state.
public interface Checkpoints {
  /// The saved state, with the weights, moments and average put back in place; the start if there
  /// is none.
  TrainingState load(Parameters parameters, AdamW adam, WeightAverage average) throws IOException;

  void save(TrainingState state, Parameters parameters, AdamW adam, WeightAverage average)
      throws IOException;

  /// Keeps nothing.
  static Checkpoints none() {
    return new Checkpoints() {
      @Override
      public TrainingState load(Parameters parameters, AdamW adam, WeightAverage average) {
        return TrainingState.start();
      }

      @Override
      public void save(
          TrainingState state, Parameters parameters, AdamW adam, WeightAverage average) {}
    };
  }
}
