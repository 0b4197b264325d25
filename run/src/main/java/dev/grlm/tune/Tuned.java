package dev.grlm.tune;

import dev.grlm.io.RunListener.Validation;
import dev.grlm.page.TextTable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a search came to. Immutable.
///
/// @param trials in the order in which they were begun
/// @param seconds of all sessions
/// @param why it ended, in a few words
public record Tuned(List<Trial> trials, double seconds, String why) {
  public Tuned {
    trials = List.copyOf(trials);
  }

  /// The best first; of equals the one that was begun first; those that never were judged last.
  public List<Trial> ranked() {
    return trials.stream()
        .sorted(
            Comparator.comparingDouble(
                (Trial trial) -> -trial.best().map(Validation::score).orElse(-1.0)))
        .toList();
  }

  /// Empty where no training was judged.
  public Optional<Trial> best() {
    return ranked().stream().filter(trial -> trial.best().isPresent()).findFirst();
  }

  /// A row per trial, the best first.
  public String table() {
    var table =
        new TextTable()
            .number("trial")
            .number("ndcg@10")
            .text("state")
            .number("best epoch")
            .number("epochs")
            .number("minutes")
            .text("settings");
    for (Trial trial : ranked()) {
      table.row(
          String.valueOf(trial.number()),
          trial.best().map(best -> String.format(Locale.ROOT, "%.4f", best.score())).orElse("–"),
          trial.state().word(),
          trial.best().map(best -> String.valueOf(best.epoch())).orElse("–"),
          trial.last().map(last -> String.valueOf(last.epoch())).orElse("–"),
          String.format(Locale.ROOT, "%.1f", trial.seconds() / 60),
          settings(trial));
    }
    return table.toString();
  }

  private static String settings(Trial trial) {
    String told = trial.description();
    return trial.reason().isEmpty() ? told : told + ": " + trial.reason();
  }
}
