package dev.grlm.tune;

import dev.grlm.io.RunListener.Validation;
import dev.grlm.run.RunConfig;
import dev.grlm.systems.grlm.GrlmSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Trains nothing: what a training is worth after each of its epochs follows from its width, an
/// epoch takes a minute of a clock that is none, and checkpoints are kept in memory.
final class ScriptedTraining implements Search.Training {
  static final int EPOCHS = 4;

  /// What it did, a line each: `128@2` is the second epoch of the width 128.
  final List<String> log = new ArrayList<>();

  private final Map<Integer, List<Validation>> checkpoints = new HashMap<>();
  long minutes;

  /// Widths whose training breaks off in its second epoch.
  List<Integer> breaking = List.of();

  /// The death of the process comes after so many epochs, before they are told of.
  int deadAfter = Integer.MAX_VALUE;

  /// Stands for the death of the process.
  static final class Dead extends Error {
    private static final long serialVersionUID = 1;
  }

  static int width(RunConfig config) {
    return config.settings("grlm", GrlmSettings.class).small().width();
  }

  /// The wider the better, from the first epoch on.
  static double score(int width, int epoch) {
    return width / 1024.0 + epoch / 64.0;
  }

  long nanoTime() {
    return minutes * 60_000_000_000L;
  }

  @Override
  public void train(RunConfig config, Search.Judge judge) {
    int width = width(config);
    var scores = new ArrayList<>(checkpoints.getOrDefault(width, List.of()));
    if (!scores.isEmpty()) {
      judge.judged(scores);
    }
    while (scores.size() < EPOCHS) {
      int epoch = scores.size() + 1;
      if (breaking.contains(width) && epoch == 2) {
        throw new IllegalStateException("the gradient is not finite in epoch 2\nat width " + width);
      }
      minutes++;
      log.add(width + "@" + epoch);
      scores.add(new Validation(epoch, (double) epoch / EPOCHS, score(width, epoch)));
      checkpoints.put(width, List.copyOf(scores));
      if (log.size() == deadAfter) {
        throw new Dead();
      }
      judge.judged(scores);
    }
  }

  @Override
  public void ended() {
    checkpoints.clear();
  }
}
