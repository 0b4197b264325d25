package dev.grlm.io;

import java.util.List;
import java.util.Map;

/// Hears how a run goes on. Called by one thread at a time.
public interface RunListener {
  /// What a model in training was worth.
  ///
  /// @param epoch counted from 1
  /// @param share of the training's schedule that was done, 0…1
  /// @param score higher is better
  record Validation(int epoch, double share, double score) {}

  void stageStarted(String stage);

  /// @param status `done` or `unchanged`
  /// @param counts what was dropped or noticed, by reason in words
  void stageDone(String stage, String status, double seconds, Map<String, Long> counts);

  /// @param done of `total` units, whatever a unit is
  /// @param note in a few words what is going on, for example the present loss
  void progress(String stage, long done, long total, String note);

  /// A training was judged, and its state is kept: who throws here ends it, and it can be gone on
  /// with. One that goes on says first what it had come to.
  ///
  /// @param scores all of the training, the newest last
  default void validated(String stage, List<Validation> scores) {}

  /// Something a person should read.
  void message(String text);

  /// Says nothing.
  static RunListener silent() {
    return new RunListener() {
      @Override
      public void stageStarted(String stage) {}

      @Override
      public void stageDone(
          String stage, String status, double seconds, Map<String, Long> counts) {}

      @Override
      public void progress(String stage, long done, long total, String note) {}

      @Override
      public void message(String text) {}
    };
  }
}
