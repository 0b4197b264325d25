package dev.grlm.bench;

import dev.grlm.journal.Journal;
import dev.grlm.journal.LiveEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Fills a journal, starts it again, compacts it, and erases users while others write: `JournalFill
/// FOLDER EVENTS USERS ERASED`; with no events, one that was filled before. Events come as in calls
/// of 1,000 by eight callers, and are looked up before as the service does; times are of ten years,
/// users with a long tail. To be run under the heap that is to suffice, `-Xmx1g`.
public final class JournalFill {
  private static final int CALL = 1000;
  private static final int CALLERS = 8;
  private static final int WRITERS = 64;

  private final Path folder;
  private final long events;
  private final int users;
  private long peak;

  private JournalFill(Path folder, long events, int users) {
    this.folder = folder;
    this.events = events;
    this.users = users;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 4) {
      System.err.println("usage: JournalFill FOLDER EVENTS USERS ERASED");
      System.exit(2);
    }
    var bench =
        new JournalFill(
            Path.of(arguments[0]), Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
    if (bench.events > 0) {
      bench.fill();
    }
    bench.start("start");
    bench.compact();
    bench.start("start after compaction");
    bench.erase(Integer.parseInt(arguments[3]));
    bench.start("start after the erasures");
  }

  private static LiveEvent event(SplittableRandom random, int users) {
    double place = random.nextDouble();
    String user = "user" + (long) (users * place * place);
    String item = "item" + random.nextInt(100_000);
    return new LiveEvent(user, item, 1_400_000_000_000L + random.nextLong(315_360_000_000L));
  }

  private void fill() throws Exception {
    long begun = System.nanoTime();
    var left = new AtomicLong(events);
    try (Journal journal = Journal.open(folder);
        var threads = Executors.newFixedThreadPool(CALLERS)) {
      var callers = new ArrayList<Callable<Void>>();
      for (int caller = 0; caller < CALLERS; caller++) {
        var random = new SplittableRandom(caller);
        callers.add(() -> {
          while (left.addAndGet(-CALL) >= 0) {
            var call = new ArrayList<LiveEvent>();
            for (int one = 0; one < CALL; one++) {
              call.add(event(random, users));
            }
            journal.take(call, "");
            noteMemory();
          }
          return null;
        });
      }
      for (Future<Void> done : threads.invokeAll(callers)) {
        done.get();
      }
      double seconds = seconds(begun);
      System.out.printf(
          "filled: %,d events of %,d users, %.0f s, %,.0f events/s, heap at most %,d MB, %,d MB on"
              + " disk%n",
          journal.state().events(), users, seconds, events / seconds, peak >> 20, size() >> 20);
    }
  }

  private synchronized void noteMemory() {
    Runtime runtime = Runtime.getRuntime();
    peak = Math.max(peak, runtime.totalMemory() - runtime.freeMemory());
  }

  private void start(String what) throws IOException {
    long begun = System.nanoTime();
    try (Journal journal = Journal.open(folder)) {
      double seconds = seconds(begun);
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.printf(
          "%s: %.1f s, %,d events, heap %,d MB after collection, %,d MB on disk%n",
          what,
          seconds,
          journal.state().events(),
          (runtime.totalMemory() - runtime.freeMemory()) >> 20,
          size() >> 20);
    }
  }

  private void compact() throws IOException {
    long begun = System.nanoTime();
    try (Journal journal = Journal.open(folder)) {
      journal.compact();
    }
    System.out.printf("compacted: %.1f s, %,d MB on disk%n", seconds(begun), size() >> 20);
  }

  private void erase(int erased) throws Exception {
    var done = new AtomicBoolean();
    try (Journal journal = Journal.open(folder);
        var threads = Executors.newFixedThreadPool(WRITERS)) {
      var writers = new ArrayList<Future<List<Long>>>();
      for (int writer = 0; writer < WRITERS; writer++) {
        // Others than at an erasure before: what is known is not written.
        var random = new SplittableRandom(journal.state().events() * WRITERS + writer);
        writers.add(
            threads.submit(() -> {
              var waits = new ArrayList<Long>();
              while (!done.get()) {
                List<LiveEvent> call = List.of(event(random, users));
                long begun = System.nanoTime();
                journal.take(call, "");
                waits.add(System.nanoTime() - begun);
                Thread.sleep(5);
              }
              return waits;
            }));
      }
      Thread.sleep(3000);
      var gone = new ArrayList<String>();
      for (int user = 0; user < erased; user++) {
        gone.add("user" + (long) user * users / erased);
      }
      long begun = System.nanoTime();
      journal.erase(gone, _ -> {});
      double seconds = seconds(begun);
      begun = System.nanoTime();
      journal.erase(List.of("user1"), _ -> {});
      double one = seconds(begun);
      done.set(true);
      var waits = new ArrayList<Long>();
      for (Future<List<Long>> writer : writers) {
        waits.addAll(writer.get());
      }
      long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
      System.out.printf(
          "erased %,d users in %.1f s, one more in %.2f s; of %,d writes of 64 connections p50 %.1f"
              + " ms, p99 %.1f ms, longest %.0f ms%n",
          erased,
          seconds,
          one,
          sorted.length,
          sorted[sorted.length / 2] / 1e6,
          sorted[(int) (sorted.length * 0.99)] / 1e6,
          Arrays.stream(sorted).max().orElse(0) / 1e6);
    }
  }

  private long size() throws IOException {
    long size = 0;
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        try {
          size += Files.size(file);
        } catch (NoSuchFileException _) {
          // Merged into another meanwhile.
        }
      }
    }
    return size;
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
