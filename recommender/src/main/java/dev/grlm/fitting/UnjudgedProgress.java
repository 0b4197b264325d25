package dev.grlm.fitting;

import dev.grlm.io.RunListener;
import dev.grlm.train.TrainingProgress;
import dev.grlm.train.TrainingState;
import java.util.Locale;
import java.util.function.Function;

/// Passes on how the training of something goes that makes no lists itself, such as code books or
/// vectors. What it may be judged by is no quality of lists, so that nobody who ends trainings by
/// these hears of it. For one training.
public final class UnjudgedProgress implements TrainingProgress {
  private final RunListener listener;
  private final String stage;
  private final Function<TrainingState, String> said;
  private double epochs = 1;
  private String note = "";

  /// @param stage whose progress it is
  public UnjudgedProgress(RunListener listener, String stage) {
    this(listener, stage, _ -> "");
  }

  /// @param said what stands behind the loss from the end of an epoch on; may be empty
  public UnjudgedProgress(
      RunListener listener, String stage, Function<TrainingState, String> said) {
    this.listener = listener;
    this.stage = stage;
    this.said = said;
  }

  @Override
  public void begun(TrainingState from, double length) {
    epochs = length;
  }

  @Override
  public void stepDone(int epoch, int step, int steps, long predictions, double loss) {
    String told =
        String.format(
            Locale.ROOT,
            "epoch %d/%d · loss %.4f%s",
            epoch + 1,
            (long) Math.ceil(epochs),
            loss,
            note);
    listener.progress(stage, (long) epoch * steps + step, Math.round(epochs * steps), told);
  }

  @Override
  public void epochDone(TrainingState state) {
    note = said.apply(state);
  }
}
