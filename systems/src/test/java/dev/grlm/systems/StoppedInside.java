package dev.grlm.systems;

import dev.grlm.io.RunListener;
import java.util.Map;

/// Stops a stage by a failure, once.
///
/// @param stage its name
/// @param left how often it may tell of its progress before
public record StoppedInside(String stage, int[] left) implements RunListener {
  public StoppedInside(String stage, int left) {
    this(stage, new int[] {left});
  }

  @Override
  public void progress(String of, long done, long total, String note) {
    if (of.equals(stage) && left[0]-- == 0) {
      throw new IllegalStateException("interrupted");
    }
  }

  @Override
  public void stageStarted(String of) {}

  @Override
  public void stageDone(String of, String status, double seconds, Map<String, Long> counts) {}

  @Override
  public void message(String text) {}
}
