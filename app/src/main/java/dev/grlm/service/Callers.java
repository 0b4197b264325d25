package dev.grlm.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// How many requests are worked on at once, in all and of each caller: one has half of them at
/// most. Waiting for a body or for an answer to be taken is not work. Thread-safe.
final class Callers {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final int most;
  private final int mostOfOne;
  private final String what;
  private final Map<String, Integer> inWork = new HashMap<>();
  private int all;

  /// @param most requests worked on at once
  Callers(int most) {
    this(most, Math.max(1, most / 2), "requests");
  }

  private Callers(int most, int mostOfOne, String what) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.what = what;
  }

  /// However many they are in all.
  ///
  /// @param most of each caller
  /// @param what these are, in the plural, for messages
  static Callers each(int most, String what) {
    return new Callers(Integer.MAX_VALUE, most, what);
  }

  /// What is in work until it is closed.
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /// @param caller the name of a token or a network
  /// @throws Problem 429 where the caller has its share, 503 where everything is taken
  synchronized Turn enter(String caller) {
    int own = inWork.getOrDefault(caller, 0);
    if (all >= most) {
      throw Problem.later(503, "too many " + what + " at once", SOON);
    }
    if (own >= mostOfOne) {
      throw Problem.later(429, "too many " + what + " of one caller at once", SOON);
    }
    inWork.put(caller, own + 1);
    all++;
    return () -> leave(caller);
  }

  private synchronized void leave(String caller) {
    all--;
    inWork.computeIfPresent(caller, (_, own) -> own == 1 ? null : own - 1);
  }
}
