package dev.grlm.fitting;

import dev.grlm.io.RunListener;
import dev.grlm.train.TrainingProgress;
import dev.grlm.train.TrainingState;
import java.util.Locale;

/// Passes on how the training of code books goes. What it is judged by is no quality of lists, so
/// that nobody who ends trainings by these hears of it.
final class CodesProgress implements TrainingProgress {
  private final RunListener listener;
  private final String stage;
  private double epochs = 1;
  private String collisions = "";

  /// @param stage whose progress it is
  CodesProgress(RunListener listener, String stage) {
    this.listener = listener;
    this.stage = stage;
  }

  @Override
  public void begun(TrainingState from, double length) {
    epochs = length;
  }

  @Override
  public void stepDone(int epoch, int step, int steps, long predictions, double loss) {
    String note =
        String.format(
            Locale.ROOT,
            "epoch %d/%d · loss %.4f%s",
            epoch + 1,
            (long) Math.ceil(epochs),
            loss,
            collisions);
    listener.progress(stage, (long) epoch * steps + step, Math.round(epochs * steps), note);
  }

  @Override
  public void epochDone(TrainingState state) {
    if (state.bestEpoch() > 0) {
      collisions =
          String.format(Locale.ROOT, " · fewest collisions %.1f %%", -100 * state.bestScore());
    }
  }
}
