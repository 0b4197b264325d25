package dev.grlm.io;

import java.util.Map;

/// Hears how a run goes on. Called by one thread at a time.
public interface RunListener {
  void stageStarted(String stage);

  /// @param status `done` or `unchanged`
  /// @param counts what was dropped or noticed, by reason in words
  void stageDone(String stage, String status, double seconds, Map<String, Long> counts);

  /// @param done of `total` units, whatever a unit is
  /// @param note in a few words what is going on, for example the present loss
  void progress(String stage, long done, long total, String note);

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
