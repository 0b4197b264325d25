package dev.grlm.live;

import static dev.grlm.live.Experiment.B;

import dev.grlm.io.RunListener;
import dev.grlm.journal.Journal;
import dev.grlm.system.RecommenderSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The run that answers, or the two of an [Experiment], kept up with one journal. Everything but
/// answers goes by the first, and what only the second has by the second. Changes come from one
/// thread at a time. Thread-safe.
final class Runs {
  private static final System.Logger LOG = System.getLogger("dev.grlm.live");

  private final @Nullable Experiment experiment;
  private volatile State first;
  private volatile @Nullable State second;
  private volatile boolean closed;

  private Runs(State first, @Nullable Experiment experiment, @Nullable State second) {
    this.first = first;
    this.experiment = experiment;
    this.second = second;
  }

  /// @param changes that count for whatever run answers
  /// @param listener is told what of the runs could not be checked
  /// @throws IOException in one line, when one is no run; then none stays open
  static Runs open(
      List<RecommenderSystem<?>> house,
      Path run,
      @Nullable Experiment experiment,
      Journal journal,
      CatalogChanges changes,
      RunListener listener)
      throws IOException {
    State first = State.of(run, RunInUse.open(house, run, listener), journal, changes);
    if (experiment == null) {
      return new Runs(first, null, null);
    }
    try {
      Path against = experiment.against();
      RunInUse opened = RunInUse.open(house, against, listener);
      return new Runs(first, experiment, State.of(against, opened, journal, changes));
    } catch (IOException | RuntimeException failure) {
      first.inUse().retire();
      throw failure;
    }
  }

  /// Null where there is none.
  @Nullable Experiment experiment() {
    return experiment;
  }

  /// The arm of an ask, null without an experiment.
  ///
  /// @throws IllegalArgumentException when it names one and there is no experiment
  @Nullable String armOf(Ask ask) {
    if (experiment == null && ask.arm() != null) {
      throw new IllegalArgumentException(
          "there is no second run beside %s, so that arm %s cannot be asked"
              .formatted(first.name(), ask.arm()));
    }
    return experiment == null ? null : experiment.armOf(ask);
  }

  State first() {
    return first;
  }

  /// What an arm is answered by.
  ///
  /// @param arm null without an experiment
  State of(@Nullable String arm) {
    State other = B.equals(arm) ? second : null;
    return other == null ? first : other;
  }

  /// A before B.
  List<State> all() {
    State other = second;
    return other == null ? List.of(first) : List.of(first, other);
  }

  /// As [#of], to be released.
  ///
  /// @throws OverloadedException once it is closed
  State acquired(@Nullable String arm) {
    while (true) {
      State now = of(arm);
      if (now.inUse().acquire()) {
        return now;
      }
      requireOpen();
    }
  }

  boolean isOpen() {
    return !closed;
  }

  void requireOpen() {
    if (closed) {
      throw new OverloadedException("the live run is closed", true, Duration.ofSeconds(1));
    }
  }

  private boolean any(Predicate<State> is) {
    return all().stream().anyMatch(is);
  }

  /// The catalogue that tells of an item: that of the first, or of the second where only it has the
  /// item; deleted ones included. Null where none has it.
  @Nullable Shelf having(String id) {
    for (State one : all()) {
      if (one.shelf().catalog().indexOf(id) >= 0) {
        return one.shelf();
      }
    }
    return null;
  }

  /// Ids of a user's history, oldest first, as [#having] of the runs; null for an unknown user.
  @Nullable List<String> stored(String user) {
    for (State one : all()) {
      List<String> ids = one.stored(user);
      if (ids != null) {
        return ids;
      }
    }
    return null;
  }

  /// Whether one of them may recommend the item.
  boolean offers(String id) {
    return any(one -> one.shelf().has(id));
  }

  boolean knows(String user) {
    return any(one -> one.histories().knows(user));
  }

  /// As [LiveHistories#added].
  void added(String user, long lastBefore) {
    all().forEach(one -> one.histories().added(user, lastBefore));
  }

  /// As [LiveHistories#erasing].
  void erasing(String user) {
    all().forEach(one -> one.histories().erasing(user));
  }

  /// The catalogue has changed.
  ///
  /// @param now what answers first
  /// @return the first one's
  Shelf publish(State now, CatalogChanges changes) {
    Shelf shelf = changes.shelf(now.inUse());
    first = now.with(shelf);
    State other = second;
    if (other != null) {
      try {
        second = other.with(changes.shelf(other.inUse()));
      } catch (RuntimeException failure) {
        // What is kept and answered by the first is not to be told as refused for the second.
        LOG.log(System.Logger.Level.ERROR, "the second run does not learn of a change", failure);
      }
    }
    return shelf;
  }

  /// Another one answers first from now on.
  void replace(State other) {
    first = other;
  }

  /// What is not under way yet is refused from here on.
  void close() {
    closed = true;
  }

  /// They are not needed any more.
  void retire() {
    all().forEach(one -> one.inUse().retire());
  }
}
