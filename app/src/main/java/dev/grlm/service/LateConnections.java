package dev.grlm.service;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Connections that come while a service stops. The server's listener may have accepted one when
/// the server closes its socket and ends its threads; it finds nobody to hand the connection to,
/// closes it, as it would close any other a moment later, and logs that as an error with a stack
/// trace. No order of closing helps: the server does both in one call. So this very message is
/// counted instead while a service stops, and only then; at any other time it is a failure, and
/// logged as one. Thread-safe.
final class LateConnections implements Filter {
  static final String MESSAGE = "Executor rejected handler for new connection";

  /// Held so that its filter is not collected with it.
  private static final Logger LISTENER = Logger.getLogger("io.helidon.webserver.ServerListener");

  private static final LateConnections ALL = new LateConnections(LISTENER.getFilter());

  static {
    LISTENER.setFilter(ALL);
  }

  private final @Nullable Filter before;
  private final AtomicInteger stopping = new AtomicInteger();
  private final AtomicLong count = new AtomicLong();

  /// @param before the filter that was there, which is asked about all else
  LateConnections(@Nullable Filter before) {
    this.before = before;
  }

  /// Those of all services of this process.
  static LateConnections all() {
    return ALL;
  }

  /// Does what stops a service.
  ///
  /// @return how many connections came meanwhile
  long during(Runnable stop) {
    long known = count.get();
    stopping.incrementAndGet();
    try {
      stop.run();
    } finally {
      stopping.decrementAndGet();
    }
    return count.get() - known;
  }

  @Override
  public boolean isLoggable(LogRecord record) {
    if (stopping.get() > 0
        && MESSAGE.equals(record.getMessage())
        && record.getThrown() instanceof RejectedExecutionException) {
      count.incrementAndGet();
      return false;
    }
    return before == null || before.isLoggable(record);
  }
}
