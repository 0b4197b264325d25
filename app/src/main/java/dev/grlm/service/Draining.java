package dev.grlm.service;

import java.time.Duration;

/// Whether the service is about to stop. Whoever sends it requests learns so from `/readyz` and
/// needs a moment to send them elsewhere. Thread-safe.
final class Draining {
  private final Duration time;
  private volatile boolean begun;

  /// @param time between the first sign and the last request that is taken
  Draining(Duration time) {
    this.time = time;
  }

  boolean begun() {
    return begun;
  }

  /// Returns when the time is over. An interrupt ends the wait and nothing else: what comes after
  /// it is to be done in any case.
  void await() {
    begun = true;
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      // whoever asks to stop a second time does not want to wait
    }
  }
}
