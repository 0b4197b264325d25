package dev.grlm.systems;

import dev.grlm.io.RunListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes down what a person should read.
///
/// @param messages in order; grows
public record Messages(List<String> messages) implements RunListener {
  public Messages() {
    this(new ArrayList<>());
  }

  @Override
  public void message(String text) {
    messages.add(text);
  }

  @Override
  public void stageStarted(String stage) {}

  @Override
  public void stageDone(String stage, String status, double seconds, Map<String, Long> counts) {}

  @Override
  public void progress(String stage, long done, long total, String note) {}
}
