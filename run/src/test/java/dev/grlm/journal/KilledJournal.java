package dev.grlm.journal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A process that works on a journal until it is killed: appends, erases, folds and merges at
/// random, on a disk that is full now and then. Says before each step what it is about to do, and
/// after it what came of it, a line each.
final class KilledJournal {
  static final int THREADS = 3;
  static final int USERS = 25;
  static final JournalSettings OFTEN =
      JournalSettings.DEFAULT
          .foldedAfter(150)
          .within(Duration.ofSeconds(20), Duration.ofSeconds(30));

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private final Journal journal;
  private final String round;

  private KilledJournal(Journal journal, String round) {
    this.journal = journal;
    this.round = round;
  }

  /// Full for some writes, then empty again.
  private static final class NarrowDisk extends Disk {
    private final Random random;
    private int left;
    private volatile boolean open;

    NarrowDisk(Random random) {
      this.random = random;
    }

    private synchronized boolean full() {
      if (open && left == 0 && random.nextInt(120) == 0) {
        left = 1 + random.nextInt(4);
      }
      left = Math.max(0, left - 1);
      return left > 0;
    }

    @Override
    void write(FileChannel channel, ByteBuffer bytes) throws IOException {
      if (full()) {
        super.write(channel, bytes.slice(bytes.position(), bytes.remaining() / 2));
        throw new IOException("No space left on device");
      }
      super.write(channel, bytes);
    }

    @Override
    FileChannel create(Path file) throws IOException {
      if (full()) {
        throw new IOException("No space left on device");
      }
      return super.create(file);
    }
  }

  static String user(int thread, int number) {
    return "t" + thread + "user" + number + "x";
  }

  public static void main(String[] arguments) throws IOException {
    int round = Integer.parseInt(arguments[1]);
    var disk = new NarrowDisk(new Random(round));
    Journal journal = Journal.open(Path.of(arguments[0]), OFTEN, disk);
    var work = new KilledJournal(journal, arguments[1]);
    work.say("open");
    disk.open = true;
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      Thread.ofPlatform().start(() -> work.write(number, new Random(100L * round + number)));
    }
    Thread.ofPlatform().start(() -> work.merge(new Random(round)));
  }

  private void say(String line) {
    try {
      synchronized (out) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /// Nobody else writes of this thread's users.
  private void write(int thread, Random random) {
    for (int step = 0; ; step++) {
      String user = user(thread, random.nextInt(USERS));
      if (random.nextInt(30) == 0) {
        say("erase " + user);
        try {
          journal.erase(List.of(user), _ -> {});
          say("erased " + user);
        } catch (IOException unknown) {
          say("unknown " + unknown.getMessage());
        }
        continue;
      }
      var items = new ArrayList<String>();
      var events = new ArrayList<LiveEvent>();
      for (int one = random.nextInt(4); one >= 0; one--) {
        String item = "r" + round + "t" + thread + "s" + step + "n" + one;
        items.add(item);
        long time = Long.parseLong(round) * 100_000_000L + step * 10L + 10 - one;
        events.add(new LiveEvent(user, item, time));
      }
      String what = user + " " + String.join(",", items);
      say("take " + what);
      try {
        journal.take(events, "");
        say("taken " + what);
      } catch (IOException failure) {
        boolean none = String.valueOf(failure.getMessage()).contains("not written: ");
        say((none ? "refused " : "unknown ") + what);
      }
    }
  }

  private void merge(Random random) {
    while (true) {
      try {
        Thread.sleep(20 + random.nextInt(200));
        journal.compact();
        say("merged");
      } catch (IOException full) {
        say("unknown " + full.getMessage());
      } catch (InterruptedException _) {
        return;
      }
    }
  }
}
