package dev.grlm.live;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lets so many do something at once. Others wait, and callers take [Turns]: whoever asks once
/// waits for one of each other caller and not for all that somebody sent before. Thread-safe.
public final class Gate {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final int atOnce;
  private final int mostWaiting;
  private final Duration deadline;
  private final String what;
  private final Turns<CompletableFuture<Boolean>> waiting;
  private int inside;

  /// Who is inside, until it is closed.
  @FunctionalInterface
  public interface Pass extends AutoCloseable {
    @Override
    void close();
  }

  /// @param atOnce how many may be inside, ≥ 1
  /// @param mostWaiting how many others may wait
  /// @param deadline how long one may wait
  /// @param what they come for, in the plural, for messages
  public Gate(int atOnce, int mostWaiting, Duration deadline, String what) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("one must be let in, not " + atOnce);
    }
    this.atOnce = atOnce;
    this.mostWaiting = mostWaiting;
    this.deadline = deadline;
    this.what = what;
    this.waiting = new Turns<>(mostWaiting);
  }

  /// Waits for the turn.
  ///
  /// @param caller who takes turns with others
  /// @throws OverloadedException when too many wait, when it had to give way to a caller with less,
  ///   or the deadline passes
  public Pass enter(String caller) throws InterruptedException {
    var turn = new CompletableFuture<Boolean>();
    List<CompletableFuture<Boolean>> gaveWay;
    synchronized (this) {
      if (inside < atOnce) { // then nobody waits
        inside++;
        return this::leave;
      }
      gaveWay = waiting.add(caller, List.of(turn)).orElseThrow(this::full);
    }
    gaveWay.forEach(one -> one.complete(false));
    return await(turn);
  }

  private Pass await(CompletableFuture<Boolean> turn) throws InterruptedException {
    boolean entered = false;
    try {
      entered = turn.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      if (!entered) {
        throw full();
      }
      return this::leave;
    } catch (TimeoutException _) {
      throw new OverloadedException("too many " + what + " are asked for", false, SOON);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      if (!entered) {
        giveUp(turn);
      }
    }
  }

  /// Nobody waits for it any more; its turn may have come at this very moment.
  private void giveUp(CompletableFuture<Boolean> turn) {
    synchronized (this) {
      waiting.removeAll(List.of(turn));
    }
    if (!turn.complete(false) && turn.join()) {
      leave();
    }
  }

  /// The next one goes in.
  private synchronized void leave() {
    boolean passed = false;
    while (!passed && !waiting.isEmpty()) {
      passed = waiting.take(1).getFirst().complete(true);
    }
    if (!passed) {
      inside--;
    }
  }

  private OverloadedException full() {
    return new OverloadedException(
        "no more than " + mostWaiting + " " + what + " may wait", true, SOON);
  }

  synchronized int waiting() {
    return waiting.size();
  }

  synchronized int inside() {
    return inside;
  }
}
