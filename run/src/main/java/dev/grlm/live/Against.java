package dev.grlm.live;

import org.jspecify.annotations.Nullable;

/// The run B of an experiment, kept up with the same journal as the run A; without an experiment
/// there is none, and nothing is to be done. Changes come from one thread at a time. Thread-safe.
final class Against {
  private final @Nullable Experiment experiment;
  private volatile @Nullable State state;

  /// @param state of the run B, null without an experiment
  Against(@Nullable Experiment experiment, @Nullable State state) {
    this.experiment = experiment;
    this.state = state;
  }

  @Nullable Experiment experiment() {
    return experiment;
  }

  /// The arm of an ask, null without an experiment.
  @Nullable String armOf(Ask ask) {
    return experiment == null ? null : experiment.armOf(ask);
  }

  /// Null without an experiment.
  @Nullable State state() {
    return state;
  }

  boolean hasItem(String id) {
    State now = state;
    return now != null && now.shelf().catalog().indexOf(id) >= 0;
  }

  /// Whether it has the item and may recommend it.
  boolean has(String id) {
    State now = state;
    return now != null && now.shelf().has(id);
  }

  /// The catalogue has changed.
  void publish(CatalogChanges changes) {
    State now = state;
    if (now != null) {
      state = now.with(changes.shelf(now.inUse()));
    }
  }

  /// As [LiveHistories#added].
  void added(String user, long lastBefore) {
    State now = state;
    if (now != null) {
      now.histories().added(user, lastBefore);
    }
  }

  boolean knows(String user) {
    State now = state;
    return now != null && now.histories().knows(user);
  }

  /// As [LiveHistories#erasing].
  void erasing(String user) {
    State now = state;
    if (now != null) {
      now.histories().erasing(user);
    }
  }

  void retire() {
    State now = state;
    if (now != null) {
      now.inUse().retire();
    }
  }
}
