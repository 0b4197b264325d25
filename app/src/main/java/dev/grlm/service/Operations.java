package dev.grlm.service;

import java.time.Duration;

/// What a service has for those who run it. Thread-safe.
public final class Operations {
  private final Draining draining;

  private Operations(Draining draining) {
    this.draining = draining;
  }

  /// Nothing beyond what costs nothing.
  public static Operations plain() {
    return draining(Duration.ZERO);
  }

  /// @param time for which the service says that it stops before it stops
  public static Operations draining(Duration time) {
    return new Operations(new Draining(time));
  }

  Draining draining() {
    return draining;
  }
}
