package dev.grlm.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.journal.Entry.Happened;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stopped at every step that changes a file, of appending, folding, merging, erasing and taking
/// over: what was acknowledged is there, what was erased is not, nothing is left over.
class JournalCrashTest {
  private static final JournalSettings OFTEN =
      JournalSettings.DEFAULT.foldedAfter(4).within(Duration.ofSeconds(5), Duration.ofSeconds(5));

  @TempDir private Path folder;

  /// As when the process is killed.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /// The last step is done half, the ones behind it not at all.
  private static final class Mortal extends UnforcedDisk {
    private final AtomicInteger left;

    Mortal(int steps) {
      this.left = new AtomicInteger(steps);
    }

    private void step() {
      if (left.decrementAndGet() < 0) {
        throw new Killed();
      }
    }

    boolean survived() {
      return left.get() >= 0;
    }

    @Override
    FileChannel create(Path file) throws IOException {
      step();
      return super.create(file);
    }

    @Override
    void write(FileChannel channel, ByteBuffer bytes) throws IOException {
      if (left.get() == 0) {
        super.write(channel, bytes.slice(bytes.position(), bytes.remaining() / 2));
      }
      step();
      super.write(channel, bytes);
    }

    @Override
    void force(FileChannel channel) throws IOException {
      step();
      super.force(channel);
    }

    @Override
    void truncate(FileChannel channel, long length) throws IOException {
      step();
      super.truncate(channel, length);
    }

    @Override
    void move(Path from, Path to) throws IOException {
      step();
      super.move(from, to);
    }

    @Override
    void delete(Path file) throws IOException {
      step();
      super.delete(file);
    }

    @Override
    void forceFolder(Path where) {
      step();
      super.forceFolder(where);
    }
  }

  /// What the callers were told.
  private static final class Told {
    final Map<String, List<String>> kept = new HashMap<>();
    final Set<String> gone = new HashSet<>();

    /// Nobody knows what became of these.
    final Map<String, List<String>> perhaps = new HashMap<>();

    final Set<String> perhapsGone = new HashSet<>();
  }

  private static void work(Path folder, Disk disk, long seed, Told told) throws IOException {
    var random = new Random(seed);
    try (Journal journal = Journal.open(folder, OFTEN, disk)) {
      for (int step = 0; step < 25; step++) {
        String user = "user" + random.nextInt(4);
        String item = "i" + seed + "-" + step;
        if (step % 6 == 5) {
          told.perhapsGone.add(user);
          journal.erase(List.of(user), _ -> {});
          told.perhapsGone.remove(user);
          told.gone.add(user);
          told.kept.remove(user);
          told.perhaps.remove(user);
        } else {
          told.perhaps.computeIfAbsent(user, _ -> new ArrayList<>()).add(item);
          journal.append(List.of(new Happened(new LiveEvent(user, item, 1000 + step))));
          told.perhaps.get(user).removeLast();
          told.kept.computeIfAbsent(user, _ -> new ArrayList<>()).add(item);
          told.gone.remove(user);
        }
      }
    }
  }

  private static void check(Path folder, Told told, String when) throws IOException {
    try (Journal journal = Journal.open(folder, OFTEN, new UnforcedDisk())) {
      JournalState state = journal.state();
      for (int number = 0; number < 4; number++) {
        String user = "user" + number;
        List<String> items = JournalTest.items(state, user);
        var all = new ArrayList<>(told.kept.getOrDefault(user, List.of()));
        if (told.perhapsGone.contains(user) && items.isEmpty()) {
          told.kept.remove(user);
          continue;
        }
        if (items.size() > all.size()) {
          all.addAll(told.perhaps.getOrDefault(user, List.of()));
        }
        assertThat(items).as(when + ", " + user).isEqualTo(all);
        assertThat(state.last(user) > 0).as(when).isEqualTo(!items.isEmpty());
        if (!items.isEmpty()) {
          told.kept.put(user, new ArrayList<>(items));
        }
      }
      journal.compact();
      String text = JournalTest.text(folder);
      var gone = new HashSet<>(told.gone);
      gone.removeAll(told.kept.keySet());
      for (String user : gone) {
        assertThat(text).as(when).doesNotContain(user);
      }
      assertThat(text).as(when).doesNotContain(".tmp");
    }
    told.perhaps.clear();
    told.perhapsGone.clear();
    requireNoLeftOvers(folder, when);
  }

  private static void requireNoLeftOvers(Path folder, String when) throws IOException {
    Manifest manifest = Manifest.read(folder);
    var named = new HashSet<String>(Set.of("journal.json", "journal.lock"));
    if (manifest == null) {
      throw new AssertionError(when + ": no manifest");
    }
    manifest.users().forEach(named::addAll);
    named.add(manifest.items());
    try (var files = Files.list(folder)) {
      assertThat(
              files
                  .filter(file -> LogFile.number(file) < manifest.firstLog())
                  .map(file -> String.valueOf(file.getFileName())))
          .as(when)
          .isSubsetOf(named);
    }
  }

  /// Two rounds in the same folder, so that a start after a start that was broken off is in it.
  @Test
  void nothingIsLostAndNothingComesBack() throws Exception {
    int survived = 0;
    for (int steps = 1; survived < 2 && steps < 2000; steps += steps < 50 ? 1 : 11) {
      Path here = Files.createDirectory(folder.resolve("at-" + steps));
      var told = new Told();
      for (int round = 0; round < 2; round++) {
        var disk = new Mortal(steps * (round + 1));
        try {
          work(here, disk, steps * 10L + round, told);
        } catch (Killed | IOException stopped) {
          assertThat(disk.survived()).as("at " + steps + ": " + stopped).isFalse();
        }
        survived += disk.survived() ? 1 : 0;
        check(here, told, "stopped at step " + steps + " of round " + round);
      }
    }
    assertThat(survived).as("the last round ended by itself").isGreaterThanOrEqualTo(2);
  }

  @Test
  void aTakeOverBeginsAnew() throws Exception {
    var text = new StringBuilder("{\"journal\":\"old\",\"format\":1}\n");
    for (int number = 1; number <= 12; number++) {
      var happened = new Happened(new LiveEvent("user" + number % 3, "i" + number, number));
      text.append(happened.line(number)).append('\n');
    }
    boolean survived = false;
    for (int steps = 0; !survived; steps += steps < 30 ? 1 : 5) {
      Path here = Files.createDirectory(folder.resolve("at-" + steps));
      Files.writeString(here.resolve("journal.jsonl"), text);
      var disk = new Mortal(steps);
      try (Journal journal = Journal.open(here, OFTEN, disk)) {
        survived = journal.state().events() == 12 && disk.survived();
      } catch (Killed | IOException stopped) {
        assertThat(disk.survived()).as("at " + steps + ": " + stopped).isFalse();
      }
      try (JournalContents read = Journal.read(here)) {
        assertThat(read.state().events()).isEqualTo(12);
      }
      try (Journal journal = Journal.open(here, OFTEN, new UnforcedDisk())) {
        assertThat(JournalTest.items(journal.state(), "user1"))
            .containsExactly("i1", "i4", "i7", "i10");
        assertThat(journal.state().events()).isEqualTo(12);
        assertThat(journal.id()).isEqualTo("old");
      }
      requireNoLeftOvers(here, "take-over stopped at step " + steps);
    }
  }
}
