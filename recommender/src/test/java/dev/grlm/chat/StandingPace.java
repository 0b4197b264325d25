package dev.grlm.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Time stands still: a pause ends at once and is only noted down. Thread-safe.
final class StandingPace implements Pace {
  private final List<Duration> pauses = new ArrayList<>();

  @Override
  public long nanoTime() {
    return 0;
  }

  @Override
  public synchronized void pause(Duration time) {
    pauses.add(time);
  }

  /// What was waited for, shortest first; nothing is no pause.
  synchronized List<Duration> pauses() {
    return pauses.stream().filter(Duration::isPositive).sorted().toList();
  }
}
