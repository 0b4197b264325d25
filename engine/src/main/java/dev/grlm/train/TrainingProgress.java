package dev.grlm.train;

/// Hears how a training goes on; called on the training thread.
public interface TrainingProgress {
  /// @param predictions made so far in this epoch
  /// @param loss mean so far in this epoch, nats per prediction
  void stepDone(int epoch, int step, int steps, long predictions, double loss);

  void epochDone(TrainingState state);

  /// Says nothing.
  static TrainingProgress silent() {
    return new TrainingProgress() {
      @Override
      public void stepDone(int epoch, int step, int steps, long predictions, double loss) {}

      @Override
      public void epochDone(TrainingState state) {}
    };
  }
}
