package dev.grlm.service;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// The memory that bodies of requests and answers may take while clients send or take them: so many
/// connections may be slow at once that the largest body for each would fill the heap. Small ones
/// do not count, so that ordinary questions are answered in any case. Thread-safe.
final class LargeBodies {
  /// What does not count.
  static final int SMALL = 16 << 10;

  private static final int SHARE_OF_HEAP = 8;
  private static final Duration SOON = Duration.ofSeconds(1);

  private final AtomicLong left;

  /// @param bytes of all large bodies together
  LargeBodies(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /// An eighth of the heap.
  ///
  /// @param largest body that one request may have in any case
  static LargeBodies ofHeap(long largest) {
    return new LargeBodies(Math.max(largest, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
  }

  /// To be given back.
  ///
  /// @return what was taken
  /// @throws Problem 503 where there is no room
  long take(long bytes) {
    if (bytes <= SMALL) {
      return 0;
    }
    if (left.addAndGet(-bytes) < 0) {
      left.addAndGet(bytes);
      throw Problem.later(503, "too many large bodies at once", SOON);
    }
    return bytes;
  }

  void giveBack(long taken) {
    left.addAndGet(taken);
  }
}
