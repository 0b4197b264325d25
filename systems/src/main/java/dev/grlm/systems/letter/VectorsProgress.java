package dev.grlm.systems.letter;

import dev.grlm.io.RunListener;
import dev.grlm.train.TrainingProgress;
import dev.grlm.train.TrainingState;
import java.util.Locale;

/// Passes on how the training of collaborative vectors goes. It is judged by nothing, so that
/// nobody who ends trainings by their scores hears of it.
final class VectorsProgress implements TrainingProgress {
  private final RunListener listener;
  private final String stage;
  private double epochs = 1;

  /// @param stage whose progress it is
  VectorsProgress(RunListener listener, String stage) {
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
            Locale.ROOT, "epoch %d/%d · loss %.3f", epoch + 1, (long) Math.ceil(epochs), loss);
    listener.progress(stage, (long) epoch * steps + step, Math.round(epochs * steps), note);
  }

  @Override
  public void epochDone(TrainingState state) {}
}
