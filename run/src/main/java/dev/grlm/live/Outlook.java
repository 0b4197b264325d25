package dev.grlm.live;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What somebody wants to know again and again and what takes its time to find out, because a
/// journal is large or a disk does not answer: looked up by a thread of its own, not more often
/// than it is worth, while who asks gets what was last found. Thread-safe.
///
/// @param <T> what is found
final class Outlook<T> implements AutoCloseable {
  /// How long what was found is good for, at least.
  private static final Duration FRESH = Duration.ofSeconds(2);

  /// A look of a minute is made once an hour.
  private static final int TIMES_AS_LONG = 60;

  /// How long somebody who asks may be kept waiting.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Supplier<T> look;
  private final LongSupplier clock;
  private final Duration patience;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("grlm-outlook").factory());
  private volatile @Nullable T found;
  private @Nullable CompletableFuture<?> looking;
  private long goodUntil;

  /// @param look may take as long as it likes; what it throws counts as nothing new
  Outlook(Supplier<T> look) {
    this(look, System::nanoTime, PATIENCE);
  }

  /// @param clock in nanoseconds
  /// @param patience for which a look that is due is waited for
  Outlook(Supplier<T> look, LongSupplier clock, Duration patience) {
    this.look = look;
    this.clock = clock;
    this.patience = patience;
    this.goodUntil = clock.getAsLong();
  }

  /// What was last found. Waits a moment for a look that is due, and no longer.
  ///
  /// @return null as long as nothing was found
  @Nullable T get() throws InterruptedException {
    CompletableFuture<?> due = due();
    if (due != null) {
      try {
        due.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException _) {
        // what was found before is good enough
      }
    }
    return found;
  }

  private synchronized @Nullable CompletableFuture<?> due() {
    if (looking != null && !looking.isDone()) {
      return looking;
    }
    if (clock.getAsLong() - goodUntil < 0) {
      return null;
    }
    try {
      looking = CompletableFuture.runAsync(this::lookOnce, worker);
      return looking;
    } catch (RejectedExecutionException _) {
      return null; // closed this moment
    }
  }

  private void lookOnce() {
    long begun = clock.getAsLong();
    try {
      found = look.get();
    } finally {
      long ended = clock.getAsLong();
      synchronized (this) {
        goodUntil = ended + Math.max(FRESH.toNanos(), TIMES_AS_LONG * (ended - begun));
      }
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
