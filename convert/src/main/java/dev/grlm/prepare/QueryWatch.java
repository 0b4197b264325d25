package dev.grlm.prepare;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// Asks the database twice a second how far it is with the statement that another thread waits for.
final class QueryWatch implements AutoCloseable {
  private static final long MILLIS = 500;

  private final Watch watch;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("grlm-database-progress").factory());
  private @Nullable Statement running;
  private String what = "";
  private double from;
  private double to = 1;

  QueryWatch(Watch watch) {
    this.watch = watch;
  }

  /// What the statements to come are for, and which part of the whole they are.
  void step(String text, double start, double end) {
    synchronized (this) {
      what = text;
      from = start;
      to = end;
      watch.at(what, from);
    }
  }

  /// Something that runs a statement.
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException;
  }

  <T> T whileRunning(Statement statement, Work<T> work) throws SQLException {
    ScheduledFuture<?> asking;
    synchronized (this) {
      running = statement;
      asking = clock.scheduleWithFixedDelay(this::ask, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }
    try {
      return work.run();
    } finally {
      asking.cancel(false);
      synchronized (this) {
        running = null;
      }
    }
  }

  private synchronized void ask() {
    if (running instanceof DuckDBPreparedStatement statement) {
      try {
        double percent = statement.getQueryProgress().getPercentage();
        if (percent >= 0) { // below: the database cannot tell yet
          watch.at(what, from + (to - from) * Math.min(1, percent / 100));
        }
      } catch (SQLException _) {
        // the statement has just ended; its own thread hears of what went wrong
      }
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
