package dev.grlm.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Does an [Upkeep] in the background, folds before merges. What fails for the disk is tried again;
/// anything else ends the thread and is told. Thread-safe.
final class UpkeepThread {
  private static final long PAUSE_MILLIS = 1000;

  private final Upkeep upkeep;
  private final Runnable folded;
  private final BlockingQueue<Runnable> bell = new LinkedBlockingQueue<>();
  private final Thread thread;
  private final AtomicReference<@Nullable Fold> waiting = new AtomicReference<>();
  private final AtomicReference<@Nullable CompletableFuture<@Nullable Void>> mergingAll =
      new AtomicReference<>();
  private volatile boolean closing;
  private volatile @Nullable String trouble;
  private volatile @Nullable Throwable failure;

  /// @param folded runs after each fold, and when a failure has ended the thread
  UpkeepThread(Upkeep upkeep, Runnable folded) {
    this.upkeep = upkeep;
    this.folded = folded;
    this.thread = Thread.ofPlatform().name("grlm-journal-upkeep").daemon().start(this::run);
  }

  /// Everything is merged into one file a shard; `done` is told.
  void mergeAll(CompletableFuture<@Nullable Void> done) {
    mergingAll.set(done);
    bell.add(() -> {});
  }

  /// To be called only when the fold before is done.
  void submit(Fold fold) {
    waiting.set(fold);
    bell.add(() -> {});
  }

  /// What the disk said last, null where all goes well.
  @Nullable String trouble() {
    return trouble;
  }

  /// What ended the thread.
  @Nullable Throwable failure() {
    return failure;
  }

  private void run() {
    try {
      while (!closing) {
        boolean more = step();
        if (!more && waiting.get() == null) {
          bell.take();
        }
      }
    } catch (InterruptedException _) {
      // closed
    } catch (Throwable ours) { // whatever it is, whoever waits must hear of it
      failure = ours;
    }
    Fold left = waiting.get();
    if (left != null) {
      Throwable cause = failure;
      left.done()
          .completeExceptionally(
              cause == null
                  ? new IOException("the journal was closed; the erasure goes on at the next start")
                  : cause);
    }
    CompletableFuture<@Nullable Void> all = mergingAll.get();
    if (all != null) {
      all.completeExceptionally(new IOException("the journal was closed before all was merged"));
    }
    if (failure != null) {
      folded.run();
    }
  }

  /// @return whether there may be more to do
  private boolean step() throws InterruptedException {
    try {
      Fold fold = waiting.get();
      boolean more = true;
      if (fold != null) {
        upkeep.fold(fold, false);
        waiting.compareAndSet(fold, null); // the next one may be there already
        fold.done().complete(null);
        folded.run();
      } else {
        CompletableFuture<@Nullable Void> all = mergingAll.get();
        more = upkeep.merge(all != null);
        if (!more && all != null) {
          mergingAll.compareAndSet(all, null);
          all.complete(null);
        }
      }
      trouble = null;
      return more;
    } catch (IOException disk) {
      trouble = "upkeep does not come on: " + disk.getMessage();
      bell.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    }
  }

  /// Ends after the step that is being done.
  ///
  /// @return false when that takes longer
  boolean end(Duration longest) throws InterruptedException {
    closing = true;
    bell.add(() -> {});
    return thread.join(longest);
  }
}
