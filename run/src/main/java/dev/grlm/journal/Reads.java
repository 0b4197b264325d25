package dev.grlm.journal;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Reads files on threads of its own, which nobody interrupts, so that a disk that does not answer
/// keeps nobody waiting for longer than a deadline, and those who come later not at all.
/// Thread-safe.
final class Reads implements AutoCloseable {
  /// For files that are read once: on the thread of whoever asks.
  static final Reads DIRECT = new Reads();

  private static final int AT_ONCE = 32;

  /// A thread that has nothing to do ends after this long.
  private static final long IDLE_SECONDS = 30;

  private final String folder;
  private final Duration deadline;
  private final @Nullable ThreadPoolExecutor threads;
  private final Set<Begun> underWay = ConcurrentHashMap.newKeySet();

  /// One of its threads.
  private static final class Reader extends Thread {
    Reader(Runnable work) {
      super(work, "grlm-journal-reads");
      setDaemon(true);
    }
  }

  /// A reading, which is no other although it began at the same moment.
  private static final class Begun {
    final long at = System.nanoTime();
  }

  private Reads() {
    this.folder = "";
    this.deadline = Duration.ZERO;
    this.threads = null;
  }

  /// @param folder for messages
  /// @param deadline how long a reading may take
  Reads(Path folder, Duration deadline) {
    this.folder = folder.toString();
    this.deadline = deadline;
    this.threads =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Reader::new);
    threads.allowCoreThreadTimeOut(true);
  }

  /// What `reading` gives or throws. A reading within a reading is a part of it.
  ///
  /// @throws NotReadException when it did not come to its end in time, or another one has not for
  ///   longer than that
  <T> T of(Callable<T> reading) throws IOException {
    if (threads == null || Thread.currentThread() instanceof Reader) {
      try {
        return reading.call();
      } catch (Exception failure) {
        throw thrown(failure);
      }
    }
    requireAnswers();
    Future<T> result;
    try {
      result = threads.submit(() -> timed(reading));
    } catch (RejectedExecutionException _) {
      throw new ClosedChannelException();
    }
    try {
      return result.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      var _ = result.cancel(false); // it may not have begun
      throw silent(deadline);
    } catch (ExecutionException failure) {
      throw thrown(failure.getCause() == null ? failure : failure.getCause());
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IOException(folder + ": interrupted while it was read", interruption);
    }
  }

  private <T> T timed(Callable<T> reading) throws Exception {
    var begun = new Begun();
    underWay.add(begun);
    try {
      return reading.call();
    } finally {
      underWay.remove(begun);
    }
  }

  private static IOException thrown(Throwable failure) {
    return switch (failure) {
      case IOException known -> known;
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> new IOException(failure);
    };
  }

  private void requireAnswers() throws NotReadException {
    Duration silent = silent();
    if (silent.compareTo(deadline) > 0) {
      // Whoever waited as well would fill the places of those that ask for something else.
      throw silent(silent);
    }
  }

  private NotReadException silent(Duration silent) {
    String silence = "the disk has not answered for " + silent.toSeconds() + " s";
    return new NotReadException(
        folder + ": " + silence, "what the user did cannot be read: " + silence);
  }

  /// For how long the longest reading under way has been at it.
  private Duration silent() {
    long now = System.nanoTime();
    long longest = 0;
    for (Begun one : underWay) {
      longest = Math.max(longest, now - one.at);
    }
    return Duration.ofNanos(longest);
  }

  /// For how long the disk has not answered, zero where it does.
  Duration hangs() {
    Duration silent = silent();
    return silent.compareTo(deadline) > 0 ? silent : Duration.ZERO;
  }

  /// What was begun comes to its end.
  @Override
  public void close() {
    if (threads != null) {
      threads.shutdown();
    }
  }
}
