package dev.grlm.service;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Ends waits for clients that send or take too slowly. A thread that waits for a socket channel
/// and is interrupted closes the channel; the server itself knows no such limit. Thread-safe.
final class SlowClients implements AutoCloseable {
  private static final long TICK_MILLIS = 100;

  private final ConcurrentMap<Thread, Long> deadlines = new ConcurrentHashMap<>();
  private final long nanos;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("grlm-slow-clients").factory());

  /// @param time how long a wait may last
  SlowClients(Duration time) {
    nanos = time.toNanos();
    var _ =
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// The running thread begins to wait for its client.
  void begin() {
    deadlines.put(Thread.currentThread(), System.nanoTime() + nanos);
  }

  /// The running thread has done with waiting. From here on it is not interrupted for it.
  ///
  /// @return false where it was interrupted, or has not begun
  boolean end() {
    return deadlines.remove(Thread.currentThread()) != null;
  }

  /// As [#end()] where an interrupted thread has lost its connection.
  ///
  /// @throws CloseConnectionException when it was interrupted
  void endOrClose() {
    if (!end()) {
      throw new CloseConnectionException("the client is too slow");
    }
  }

  /// Whether the time of the running thread is over, or nearly so: there must be some left to say
  /// it.
  boolean late() {
    Long deadline = deadlines.get(Thread.currentThread());
    return deadline == null || deadline - System.nanoTime() < nanos / 10;
  }

  private void tick() {
    long now = System.nanoTime();
    for (Thread thread : deadlines.keySet()) {
      // Within the map's own lock, so that no thread is interrupted after its end().
      deadlines.computeIfPresent(
          thread,
          (waiting, deadline) -> {
            if (deadline - now >= 0) {
              return deadline;
            }
            waiting.interrupt();
            return null;
          });
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
