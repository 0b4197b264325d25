package dev.grlm.service;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes a line for every answer, in a thread of its own: a disk or a pipe that hangs holds no
/// request up, lines that find no room are dropped and counted. Thread-safe.
public final class AccessLog implements AutoCloseable {
  private static final int MOST_WAITING = 8192;
  private static final int LONGEST = 2_000;
  private static final long FAREWELL_MILLIS = 2_000;

  private final BlockingQueue<Access> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Function<Access, String> format;
  private final Appendable out;
  private final Consumer<String> failures;
  private final Thread writer;
  private volatile boolean closing;
  private boolean failed;

  private AccessLog(Function<Access, String> format, Appendable out, Consumer<String> failures) {
    this.format = format;
    this.out = out;
    this.failures = failures;
    this.writer = Thread.ofPlatform().daemon().name("grlm-access-log").start(this::write);
  }

  /// @param kind `common` or `json`
  /// @param hashed whether ids of users are hashed
  /// @param out gets whole lines; is flushed where it can be; is not closed
  /// @param failures gets a line when one cannot be written, or does not find room
  /// @throws IllegalArgumentException for another kind
  public static AccessLog to(
      Appendable out, String kind, boolean hashed, Consumer<String> failures) {
    return new AccessLog(AccessFormat.of(kind, hashed), out, failures);
  }

  void add(Access access) {
    if (!waiting.offer(cut(access))) {
      dropped.incrementAndGet();
    }
  }

  /// Thousands of long ones may wait.
  private static Access cut(Access access) {
    if (access.path().length() <= LONGEST && access.query().length() <= LONGEST) {
      return access;
    }
    return new Access(
        access.at(),
        access.client(),
        access.caller(),
        access.method(),
        cut(access.path()),
        cut(access.query()),
        access.route(),
        access.status(),
        access.bytes(),
        access.took());
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }

  private void write() {
    while (!closing || !waiting.isEmpty()) {
      try {
        Access next = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (next != null) {
          write(next);
        }
      } catch (InterruptedException end) {
        return;
      }
      tellDropped();
    }
  }

  private void write(@Nullable Access first) {
    try {
      for (Access next = first; next != null; next = waiting.poll()) {
        out.append(format.apply(next)).append('\n');
      }
      if (out instanceof java.io.Flushable flushable) {
        flushable.flush();
      }
      if (out instanceof PrintWriter printer && printer.checkError()) {
        throw new IOException("what it is written to takes nothing");
      }
      failed = false;
    } catch (IOException failure) {
      if (!failed) {
        failed = true;
        failures.accept("the access log cannot be written: " + failure.getMessage());
      }
    }
  }

  private void tellDropped() {
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      failures.accept("the access log is too slow: " + lost + " lines dropped");
    }
  }

  /// Writes what waits, for a moment.
  @Override
  public void close() {
    closing = true;
    try {
      writer.join(FAREWELL_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    writer.interrupt();
  }
}
