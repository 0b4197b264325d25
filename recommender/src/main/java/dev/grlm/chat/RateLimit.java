package dev.grlm.chat;

import java.util.concurrent.locks.ReentrantLock;

/// A token bucket that holds what one second brings, at least one token: calls come evenly, so that
/// no minute has more of them than allowed but for that second's. Thread-safe.
final class RateLimit {
  private final double nanosPerCall;
  private final double slack;
  private final ReentrantLock lock = new ReentrantLock();
  private final long start;

  /// When the bucket would be full again, in nanoseconds since `start`.
  private double full;

  /// @param perMinute 0 for no limit
  RateLimit(double perMinute, long now) {
    nanosPerCall = perMinute == 0 ? 0 : 60e9 / perMinute;
    slack = Math.max(0, 1e9 - nanosPerCall);
    start = now;
  }

  /// Takes a token that is there now or later.
  ///
  /// @param now as the clock that gave the constructor's time
  /// @return nanoseconds until it is there
  long take(long now) {
    if (nanosPerCall == 0) {
      return 0;
    }
    lock.lock();
    try {
      double passed = now - start;
      long wait = (long) Math.ceil(Math.max(0, full - slack - passed));
      full = Math.max(full, passed) + nanosPerCall;
      return wait;
    } finally {
      lock.unlock();
    }
  }
}
