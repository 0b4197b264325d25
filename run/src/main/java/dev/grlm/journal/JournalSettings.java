package dev.grlm.journal;

import java.time.Duration;

/// How a journal is kept.
///
/// @param foldEvents events in the log after which they are folded into files by user: what a start
///   reads line by line, and what stands in memory
/// @param foldBytes size of the log after which the same is done
/// @param deadline how long a write may take before its caller is told that it hangs
/// @param erasing how long an erasure may take before its caller is told so; it goes on
/// @param keepCallsDays days for which the keys of calls are known at least
public record JournalSettings(
    int foldEvents, long foldBytes, Duration deadline, Duration erasing, int keepCallsDays) {
  public static final JournalSettings DEFAULT =
      new JournalSettings(200_000, 64L << 20, Duration.ofSeconds(10), Duration.ofSeconds(60), 30);

  /// The same, folded after so many events.
  public JournalSettings foldedAfter(int events) {
    return new JournalSettings(events, foldBytes, deadline, erasing, keepCallsDays);
  }

  /// The same with other deadlines.
  public JournalSettings within(Duration write, Duration erasure) {
    return new JournalSettings(foldEvents, foldBytes, write, erasure, keepCallsDays);
  }
}
