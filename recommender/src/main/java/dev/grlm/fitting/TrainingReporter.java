package dev.grlm.fitting;

import dev.grlm.io.RunListener;
import dev.grlm.io.RunListener.Validation;
import dev.grlm.train.TrainingProgress;
import dev.grlm.train.TrainingState;
import java.util.List;
import java.util.Locale;

/// Passes a training's progress on to the listener of the run.
final class TrainingReporter implements TrainingProgress {
  private final RunListener listener;
  private final String stage;
  private double epochs = 1;
  private String lastScore = "";
  private double epochStart = System.nanoTime();

  /// @param stage whose progress it is
  TrainingReporter(RunListener listener, String stage) {
    this.listener = listener;
    this.stage = stage;
  }

  @Override
  public void begun(TrainingState from, double length) {
    epochs = length;
    tell(from);
  }

  @Override
  public void stepDone(int epoch, int step, int steps, long predictions, double loss) {
    double speed = predictions / ((System.nanoTime() - epochStart) / 1e9);
    String note =
        String.format(
            Locale.ROOT,
            "epoch %d/%d · loss %.3f · %.0f items/s%s",
            epoch + 1,
            (long) Math.ceil(epochs),
            loss,
            speed,
            lastScore);
    listener.progress(stage, (long) epoch * steps + step, Math.round(epochs * steps), note);
  }

  @Override
  public void epochDone(TrainingState state) {
    epochStart = System.nanoTime();
    if (!Double.isNaN(state.curve().getLast().validation())) {
      tell(state);
    }
  }

  /// A training that goes on tells what it was told before, so that whoever ends trainings by their
  /// scores decides as if it had never been interrupted.
  private void tell(TrainingState state) {
    List<Validation> scores = scores(state);
    if (scores.isEmpty()) {
      return;
    }
    lastScore =
        String.format(
            Locale.ROOT,
            " · validation NDCG@10 %.4f (best %.4f)",
            scores.getLast().score(),
            state.bestScore());
    listener.validated(stage, scores);
  }

  private List<Validation> scores(TrainingState state) {
    return state.curve().stream()
        .filter(point -> !Double.isNaN(point.validation()))
        .map(point ->
            new Validation(point.epoch(), Math.min(1, point.epoch() / epochs), point.validation()))
        .toList();
  }
}
