package dev.grlm.live;

import java.time.Duration;

/// An ask was not answered, because too much is waiting or its deadline has passed. To be asked
/// again later.
public final class OverloadedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final boolean refused;
  private final transient Duration retryAfter;

  /// @param refused whether it was not even taken into the queue
  /// @param retryAfter when it is worth to ask again
  public OverloadedException(String message, boolean refused, Duration retryAfter) {
    super(message);
    this.refused = refused;
    this.retryAfter = retryAfter;
  }

  /// True where the queue was full, false where the deadline passed.
  public boolean refused() {
    return refused;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
