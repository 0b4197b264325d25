package dev.grlm.tune;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.RunListener.Validation;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// Random search: [Candidates] one after the other, each trained until it ends by itself or the
/// [MedianRule] ends it. What is drawn follows from the seed, and what is stopped from the trials
/// before; so a search that was interrupted comes to what it would have come to. Confined to one
/// thread.
final class Search {
  /// What trains a model.
  interface Training {
    /// Trains, or goes on with a training of the same configuration.
    ///
    /// @param judge hears every validation; what it throws ends the training, which keeps its state
    void train(RunConfig config, Judge judge) throws IOException;

    /// The last training will not be gone on with.
    void ended() throws IOException;
  }

  /// Hears of validations.
  interface Judge {
    /// @param scores all of the training, the newest last
    void judged(List<Validation> scores);
  }

  /// Keeps what a search has come to.
  interface Ledger {
    /// @param seconds of all sessions
    void keep(List<Trial> trials, double seconds) throws IOException;

    /// A trial is begun, or gone on with.
    void begun(Trial trial);

    /// A trial has ended.
    void ended(Trial trial, List<Trial> trials);
  }

  /// Ends a training from within.
  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Trial.State state;

    Ended(Trial.State state) {
      super(state.name(), null, false, false);
      this.state = state;
    }
  }

  private final RunConfig base;
  private final Candidates candidates;
  private final Budget budget;
  private final Training training;
  private final Ledger ledger;
  private final LongSupplier clock;
  private final long start;
  private final double before;
  private final List<Trial> trials;

  /// @param known trials of earlier sessions
  /// @param before seconds that those took
  /// @param clock in nanoseconds
  Search(
      RunConfig base,
      Candidates candidates,
      Budget budget,
      Training training,
      Ledger ledger,
      List<Trial> known,
      double before,
      LongSupplier clock) {
    this.base = base;
    this.candidates = candidates;
    this.budget = budget;
    this.training = training;
    this.ledger = ledger;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.before = before;
    this.trials = new ArrayList<>(known);
  }

  private double seconds() {
    return before + since(start);
  }

  private double since(long nanos) {
    return (clock.getAsLong() - nanos) / 1e9;
  }

  /// Trains until the budget is spent or everything was tried.
  ///
  /// @return why it ended, in a few words
  /// @throws IOException when something fails that would fail every trial
  /// @throws IllegalStateException when the first trial fails, or the thread is interrupted
  String run() throws IOException {
    for (Optional<Trial> next = next(); next.isPresent(); next = next()) {
      if (budget.spent(seconds()) || !finish(next.get())) {
        return "its minutes are spent";
      }
    }
    return trials.size() >= budget.trials()
        ? "its %d trials are done".formatted(budget.trials())
        : "every combination has been tried";
  }

  private Optional<Trial> next() {
    if (!trials.isEmpty() && trials.getLast().state() == Trial.State.UNFINISHED) {
      return Optional.of(trials.getLast());
    }
    if (trials.size() >= budget.trials()) {
      return Optional.empty();
    }
    Set<Map<String, JsonNode>> tried = new HashSet<>();
    trials.forEach(trial -> tried.add(trial.settings()));
    return candidates.next(tried).map(settings -> Trial.begun(trials.size() + 1, settings));
  }

  /// Trains one trial to its end.
  ///
  /// @return whether the minutes lasted
  private boolean finish(Trial trial) throws IOException {
    long from = clock.getAsLong();
    keep(trial);
    ledger.begun(trial);
    try {
      RunConfig config = ConfigFile.over(base, null, trial.told());
      training.train(
          config,
          scores -> {
            Trial present = trial.judged(scores, trial.seconds() + since(from));
            keepUnchecked(present);
            judge(present);
          });
      end(Trial.State.FINISHED, from, trial, "");
    } catch (Ended ended) {
      if (ended.state == Trial.State.UNFINISHED) {
        return false;
      }
      end(ended.state, from, trial, "");
    } catch (IllegalStateException | IllegalArgumentException failure) {
      // What fails with the settings that were given has another reason than the trial.
      if (trial.number() == 1 || Thread.currentThread().isInterrupted()) {
        throw failure;
      }
      end(Trial.State.FAILED, from, trial, firstLine(failure));
    }
    return true;
  }

  private static String firstLine(RuntimeException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private void judge(Trial present) {
    if (present.validations().getLast().share() >= 1) {
      return; // it ends by itself
    }
    if (MedianRule.stops(present, trials.subList(0, present.number() - 1))) {
      throw new Ended(Trial.State.STOPPED);
    }
    if (budget.spent(seconds())) {
      throw new Ended(Trial.State.UNFINISHED);
    }
  }

  private void end(Trial.State state, long from, Trial trial, String reason) throws IOException {
    keep(trials.getLast().ended(state, trial.seconds() + since(from), reason));
    training.ended();
    ledger.ended(trials.getLast(), List.copyOf(trials));
  }

  /// The trial takes its place, at the end.
  private void keep(Trial trial) throws IOException {
    if (trials.size() >= trial.number()) {
      trials.removeLast();
    }
    trials.add(trial);
    ledger.keep(List.copyOf(trials), seconds());
  }

  private void keepUnchecked(Trial trial) {
    try {
      keep(trial);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
