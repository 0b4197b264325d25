package dev.grlm.codebook;

import dev.grlm.train.TrainingProgress;
import dev.grlm.train.TrainingState;

/// Fails behind an epoch, once its state is kept.
record StopBehind(int epoch) implements TrainingProgress {
  @Override
  public void stepDone(int epoch, int step, int steps, long predictions, double loss) {}

  @Override
  public void epochDone(TrainingState state) {
    if (state.epoch() == epoch) {
      throw new IllegalStateException("stopped");
    }
  }
}
