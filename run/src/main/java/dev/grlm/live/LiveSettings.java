package dev.grlm.live;

import java.time.Duration;

/// How much a live run takes on.
///
/// @param mostWaiting asks that may wait; one more is refused at once
/// @param largestBatch asks that are decoded together, ≥ 1; 1 turns batching off
/// @param deadline how long an ask may take before it is given up
/// @param longestHistory items of a history that are looked at, the newest
/// @param workers batches that are decoded side by side
public record LiveSettings(
    int mostWaiting, int largestBatch, Duration deadline, int longestHistory, int workers) {
  public static final LiveSettings DEFAULT =
      new LiveSettings(256, 32, Duration.ofSeconds(10), 200, 1);

  public LiveSettings {
    if (mostWaiting < 1 || largestBatch < 1 || longestHistory < 1 || workers < 1) {
      throw new IllegalArgumentException(
          "waiting asks, batch, history and workers must be at least 1: "
              + mostWaiting
              + ", "
              + largestBatch
              + ", "
              + longestHistory
              + ", "
              + workers);
    }
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("the deadline must be positive, is " + deadline);
    }
  }
}
