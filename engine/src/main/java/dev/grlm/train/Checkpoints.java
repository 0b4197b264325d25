package dev.grlm.train;

import dev.grlm.tensor.Parameters;
import java.io.IOException;

/// Where a training keeps its state. Of several ranks all load and the first one saves.
public interface Checkpoints {
  /// The saved state, with weights and moments put back in place; the start if there is none.
  ///
  /// @throws IOException when tensors could not be read to their end, so that there is no start
  ///   either
  TrainingState load(LearningState learning) throws IOException;

  /// Keeps the newest state.
  void save(TrainingState state, LearningState learning) throws IOException;

  /// Where the weights of the best validation are kept. The caller closes it.
  BestWeights best(Parameters parameters);

  /// Keeps nothing but the best weights, and those in memory.
  static Checkpoints none() {
    return new Checkpoints() {
      @Override
      public TrainingState load(LearningState learning) {
        return TrainingState.start();
      }

      @Override
      public void save(TrainingState state, LearningState learning) {}

      @Override
      public BestWeights best(Parameters parameters) {
        return new BestInMemory(parameters);
      }
    };
  }
}
