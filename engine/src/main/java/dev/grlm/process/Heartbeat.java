package dev.grlm.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notices that another process is gone, also while this one waits in an exchange that would never
/// end, and says which.
///
/// A thread of every process counts up a number in the [Rendezvous] and watches the others'. Who
/// has not counted for as many rounds of *this* process as fit into the allowed silence is lost; a
/// host that was suspended thus blames nobody. The first that notices tells the others.
final class Heartbeat implements AutoCloseable {
  private static final Duration BEAT = Duration.ofMillis(500);

  /// After an exchange failed, somebody is most likely gone.
  private static final int SUSPICIOUS_ROUNDS = 4;

  /// Added to the number of a process that left in order.
  private static final long LEFT = 1L << 40;

  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final ProcessSettings settings;
  private final List<String> names;
  private final Rendezvous table;
  private final Thread thread;
  private final long[] beats;
  private final int[] missed;
  private volatile boolean suspicious;
  private volatile boolean stopped;
  private volatile @Nullable String verdict;

  /// @param names what each process says of itself
  Heartbeat(ProcessSettings settings, List<String> names, Rendezvous table) throws IOException {
    this.settings = settings;
    this.names = names;
    this.table = table.connect();
    this.beats = new long[settings.size()];
    this.missed = new int[settings.size()];
    this.thread = Thread.ofPlatform().name("grlm-heartbeat").daemon().start(this::run);
  }

  private void run() {
    while (!stopped) {
      @Nullable String lost = round();
      if (lost != null) {
        decide(lost);
        return;
      }
      try {
        Thread.sleep(BEAT);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private synchronized void decide(String lost) {
    verdict = lost;
    notifyAll();
  }

  private @Nullable String round() {
    try {
      table.add(key(settings.rank()), 1);
      String told = table.peek("lost");
      if (!told.isEmpty()) {
        return told;
      }
      var silent = new ArrayList<String>();
      for (int process = 0; process < settings.size(); process++) {
        if (process != settings.rank() && silent(process)) {
          silent.add(name(process));
        }
      }
      if (silent.isEmpty()) {
        return null;
      }
      String lost = String.join(" and ", silent);
      table.put("lost", lost);
      return lost;
    } catch (RuntimeException gone) {
      // Process 0 serves the table.
      return name(0);
    }
  }

  private boolean silent(int process) {
    long count = table.add(key(process), 0);
    if (count != beats[process] || count >= LEFT) {
      beats[process] = count;
      missed[process] = 0;
      return false;
    }
    missed[process]++;
    long allowed = Math.max(SUSPICIOUS_ROUNDS, settings.silence().dividedBy(BEAT));
    return missed[process] >= (suspicious ? SUSPICIOUS_ROUNDS : allowed);
  }

  private String name(int process) {
    return settings.describe(process) + " (" + names.get(process) + ")";
  }

  private static String key(int process) {
    return "beat/" + process;
  }

  /// Whether somebody is known to be gone.
  boolean alarmed() {
    return verdict != null;
  }

  /// After an exchange failed: who is gone, as far as that is found out within seconds; else null.
  @Nullable String verdict() throws InterruptedException {
    @Nullable String lost = await();
    if (lost != null && settings.rank() == 0) {
      // The table must outlive the others' next look.
      Thread.sleep(BEAT.multipliedBy(3));
    }
    return lost;
  }

  private synchronized @Nullable String await() throws InterruptedException {
    suspicious = true;
    long end = System.nanoTime() + BEAT.multipliedBy(SUSPICIOUS_ROUNDS + 3).toNanos();
    for (long left = end - System.nanoTime();
        verdict == null && left > 0;
        left = end - System.nanoTime()) {
      wait(Math.max(1, left / 1_000_000));
    }
    return verdict;
  }

  /// Leaves in order, after the others are ready to leave, too.
  void leave() throws InterruptedException {
    stop();
    try {
      table.add(key(settings.rank()), LEFT);
      long end = System.nanoTime() + FAREWELL.toNanos();
      while (System.nanoTime() < end && !allLeft()) {
        Thread.sleep(10);
      }
      long gone = table.add("gone", 1);
      while (settings.rank() == 0 && System.nanoTime() < end && gone < settings.size()) {
        Thread.sleep(10);
        gone = table.add("gone", 0);
      }
    } catch (RuntimeException gone) {
      // The table went before this process did; there is nobody left to tell.
    }
  }

  private boolean allLeft() {
    for (int process = 0; process < settings.size(); process++) {
      if (table.add(key(process), 0) < LEFT) {
        return false;
      }
    }
    return true;
  }

  private void stop() throws InterruptedException {
    stopped = true;
    thread.interrupt();
    // A look at the table that process 0 no longer answers ends with its connection.
    thread.join(FAREWELL);
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) {
      table.close();
    }
  }
}
