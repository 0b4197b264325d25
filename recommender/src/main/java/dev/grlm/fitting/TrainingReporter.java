package dev.grlm.fitting;

import dev.grlm.io.RunListener;
import dev.grlm.train.TrainingProgress;
import dev.grlm.train.TrainingResult.CurvePoint;
import dev.grlm.train.TrainingState;
import java.util.Locale;

/// Passes a training's progress on to the listener of the run.
final class TrainingReporter implements TrainingProgress {
  private final RunListener listener;
  private final String stage;
  private final int epochs;
  private String lastScore = "";
  private double epochStart = System.nanoTime();

  /// @param stage whose progress it is
  TrainingReporter(RunListener listener, String stage, int epochs) {
    this.listener = listener;
    this.stage = stage;
    this.epochs = epochs;
  }

  @Override
  public void stepDone(int epoch, int step, int steps, long predictions, double loss) {
    double speed = predictions / ((System.nanoTime() - epochStart) / 1e9);
    String note =
        String.format(
            Locale.ROOT,
            "epoch %d/%d · loss %.3f · %.0f items/s%s",
            epoch + 1,
            epochs,
            loss,
            speed,
            lastScore);
    listener.progress(stage, (long) epoch * steps + step, (long) epochs * steps, note);
  }

  @Override
  public void epochDone(TrainingState state) {
    epochStart = System.nanoTime();
    CurvePoint last = state.curve().getLast();
    if (!Double.isNaN(last.validation())) {
      lastScore =
          String.format(
              Locale.ROOT,
              " · validation NDCG@10 %.4f (best %.4f)",
              last.validation(),
              state.bestScore());
    }
  }
}
