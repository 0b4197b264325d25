package dev.grlm.service;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Ends waits for clients that send or take too slowly. A thread that waits for a socket channel
/// and is interrupted closes the channel; the server itself knows no such limit. Thread-safe.
final class SlowClients implements AutoCloseable {
  private static final long TICK_MILLIS = 100;

  private final ConcurrentMap<Thread, Long> deadlines = new ConcurrentHashMap<>();
  private final long nanos;
  private final LongSupplier clock;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("grlm-slow-clients").factory());

  /// Ends waits whenever [#tick()] is called.
  ///
  /// @param time how long a wait may last
  /// @param clock in nanoseconds
  SlowClients(Duration time, LongSupplier clock) {
    nanos = time.toNanos();
    this.clock = clock;
  }

  /// Ends waits by itself.
  ///
  /// @param time how long a wait may last
  static SlowClients ticking(Duration time) {
    var clients = new SlowClients(time, System::nanoTime);
    var _ =
        clients.ticker.scheduleWithFixedDelay(
            clients::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return clients;
  }

  /// The running thread begins to wait for its client.
  void begin() {
    deadlines.put(Thread.currentThread(), clock.getAsLong() + nanos);
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
    return deadline == null || deadline - clock.getAsLong() < nanos / 10;
  }

  /// How many threads wait for their client.
  int waiting() {
    return deadlines.size();
  }

  /// Ends the waits whose time is over.
  void tick() {
    long now = clock.getAsLong();
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
