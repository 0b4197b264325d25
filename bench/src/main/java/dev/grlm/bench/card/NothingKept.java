package dev.grlm.bench.card;

import dev.grlm.tensor.Parameters;
import dev.grlm.train.BestWeights;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.LearningState;
import dev.grlm.train.TrainingState;
import java.util.List;

/// Neither checkpoints nor best weights, so that memory and time are those of the steps.
final class NothingKept implements Checkpoints {
  @Override
  public TrainingState load(LearningState learning) {
    return new TrainingState(0, 0, 0, 0, List.of(), 0, Double.NEGATIVE_INFINITY, 0);
  }

  @Override
  public void save(TrainingState state, LearningState learning) {}

  @Override
  public BestWeights best(Parameters parameters) {
    return new BestWeights() {
      @Override
      public void keep(TrainingState state) {}

      @Override
      public void restore(TrainingState state) {}
    };
  }
}
