package dev.grlm.train;

/// Hears how a training goes on; called on the training thread.
public interface TrainingProgress {
  /// Before the first step, or the first after those that a checkpoint has.
  ///
  /// @param epochs length of the schedule, the last perhaps a part of one
  default void begun(TrainingState from, double epochs) {}

  /// @param predictions made so far in this epoch
  /// @param loss mean so far in this epoch, nats per prediction
  void stepDone(int epoch, int step, int steps, long predictions, double loss);

  /// The state is kept: a training that ends here, because this throws, goes on from here.
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
