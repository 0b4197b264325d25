package dev.grlm.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.journal.Entry.Happened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A full disk, a thread that dies, and files that somebody altered.
class JournalFailureTest {
  static final JournalSettings SOON =
      JournalSettings.DEFAULT.foldedAfter(4).within(Duration.ofMillis(300), Duration.ofMillis(300));

  @TempDir private Path folder;

  static List<Entry> event(String user, int number) {
    return List.of(new Happened(new LiveEvent(user, "i" + number, number)));
  }

  @Test
  void aFullDiskRefusesAndLeavesNothingAndWhatComesLaterIsKept() throws IOException {
    var disk = new FailingDisk();
    try (Journal journal = Journal.open(folder, SOON, disk)) {
      journal.append(event("u", 1));
      disk.full = true;
      assertThatThrownBy(() -> journal.append(event("u", 2)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("log-000001.jsonl: not written: No space left on device");
      assertThat(journal.health().up()).isFalse();
      assertThat(journal.health().reason())
          .contains("log-000001.jsonl", "No space left on device")
          .doesNotContain(folder.toString());
      disk.full = false;
      journal.append(event("u", 3));
      assertThat(journal.health()).isEqualTo(JournalHealth.GOOD);
    }
    try (JournalContents read = Journal.read(folder)) {
      assertThat(JournalTest.items(read.state(), "u")).containsExactly("i1", "i3");
    }
  }

  @Test
  void upkeepThatFindsNoRoomLeavesNothingAndGoesOnLater() throws Exception {
    var disk = new FailingDisk();
    disk.noFolds = true;
    try (Journal journal = Journal.open(folder, SOON, disk)) {
      for (int number = 0; number < 6; number++) {
        journal.append(event("u" + number, number));
      }
      assertThatThrownBy(() -> journal.erase(List.of("u1"), _ -> {}))
          .hasMessageContaining("the erasure did not come to its end within");
      assertThat(journal.state().events("u1")).isEmpty();
      assertThat(journal.health().up()).as("writing goes on").isTrue();
      assertThat(journal.health().reason()).contains("upkeep does not come on", "No space left");
      assertThat(files(".bin")).isEmpty();
      for (int number = 0; number < 40 && journal.health().up(); number++) {
        append(journal, number);
      }
      assertThatThrownBy(() -> journal.append(event("u", 1)))
          .hasMessageContaining("too much waits to be folded");
      disk.noFolds = false;
      while (!journal.health().reason().isEmpty()) {
        Thread.sleep(20);
        append(journal, 99);
      }
    }
    try (Journal journal = Journal.open(folder)) {
      journal.compact();
      assertThat(JournalTest.items(journal.state(), "u2")).containsExactly("i2");
      assertThat(JournalTest.text(folder)).doesNotContain("u1\"");
    }
  }

  private static void append(Journal journal, int number) {
    try {
      journal.append(event("many", number));
    } catch (IOException _) {
      // that is what is waited for
    }
  }

  private List<Path> files(String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  @Test
  void whoeverWaitsHearsAtOnceThatTheWriterDied() throws Exception {
    var disk = new FailingDisk();
    Journal journal = Journal.open(folder, JournalSettings.DEFAULT, disk);
    journal.append(event("u", 1));
    disk.outOfMemory = true;
    try (var threads = Executors.newFixedThreadPool(8)) {
      var calls = new ArrayList<Callable<Void>>();
      for (int caller = 0; caller < 8; caller++) {
        List<Entry> call = event("c" + caller, caller);
        calls.add(() -> {
          assertThatThrownBy(() -> journal.append(call))
              .isInstanceOf(IOException.class)
              .hasMessageContaining("takes nothing any more")
              .hasMessageContaining("Java heap space");
          return null;
        });
      }
      for (Future<Void> done : threads.invokeAll(calls)) {
        done.get();
      }
    }
    disk.outOfMemory = false;
    assertThatThrownBy(() -> journal.append(event("u", 2))).hasMessageContaining("takes nothing");
    assertThat(journal.health().up()).isFalse();
    assertThat(journal.health().reason()).contains("Java heap space");
    journal.close();
  }

  @Test
  void aLogThatCannotBeCutBackTakesNothingMore() throws IOException {
    var disk = new FailingDisk();
    Journal journal = Journal.open(folder, SOON, disk);
    disk.full = true;
    disk.noTruncation = true;
    assertThatThrownBy(() -> journal.append(event("u", 1))).hasMessageContaining("No space left");
    disk.full = false;
    assertThatThrownBy(() -> journal.append(event("u", 1))).hasMessageContaining("takes nothing");
    assertThat(journal.health().up()).isFalse();
    journal.close();
  }

  @Test
  void ofAnErasureThatIsRefusedSomeMayBeErased() throws IOException {
    var disk = new FailingDisk();
    try (Journal journal = Journal.open(folder, SOON, disk)) {
      disk.full = true;
      assertThatThrownBy(() -> journal.erase(List.of("u"), _ -> {}))
          .isInstanceOfSatisfying(
              NotKeptException.class,
              refused -> assertThat(refused.told()).contains("some may be erased"));
      disk.full = false;
    }
  }

  /// A journal with records in every kind of file.
  static void filled(Path folder) throws IOException {
    try (Journal journal = Journal.open(folder, JournalSettings.DEFAULT)) {
      for (int number = 0; number < 20; number++) {
        journal.append(event("user" + number, number));
      }
      journal.append(
          List.of(
              new Entry.Put(Item.titled("n1", "lamp"), new Identifier(List.of("lamp"))),
              new Entry.Deleted("i3")));
      journal.compact();
      for (int number = 0; number < 5; number++) {
        journal.append(event("late" + number, number));
      }
    }
  }

  @Test
  void anAlteredByteAnywhereIsNamedWithItsFile() throws IOException {
    filled(folder);
    long sound = JournalCheck.check(folder).records();
    assertThat(sound).isEqualTo(27);
    var kinds =
        List.of(
            files(".bin").getFirst(),
            files(".jsonl").getFirst(),
            files(".jsonl").get(1),
            folder.resolve("journal.json"));
    for (Path file : kinds) {
      byte[] whole = Files.readAllBytes(file);
      int step = Math.max(1, whole.length / 60);
      // A log without its last line feed is one whose last line was being written.
      int end = file.equals(files(".jsonl").get(1)) ? whole.length - 1 : whole.length;
      for (int behind = end; behind > 0; behind -= step) {
        byte[] altered = whole.clone();
        altered[behind - 1] ^= 1;
        Files.write(file, altered);
        assertThatThrownBy(() -> Journal.read(folder).close(), "%s at %d", file, behind - 1)
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith(file.toString());
      }
      Files.write(file, whole);
    }
    assertThat(JournalCheck.check(folder).broken()).isEmpty();
  }

  /// A length of two gigabytes is no reason to ask for them.
  @Test
  void anAlteredLengthIsNamedBeforeMemoryIsTaken() throws IOException {
    filled(folder);
    Path users = files(".bin").getFirst();
    byte[] altered = Files.readAllBytes(users);
    altered[UserFileWriter.HEADER] = 0x7f;
    Files.write(users, altered);
    assertThatThrownBy(() -> Journal.read(folder).close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(users + ": record 1: ");
  }

  @Test
  void aRemovedLineIsNamedAndTheRestIsRepaired() throws IOException {
    filled(folder);
    Path log = files(".jsonl").get(1);
    List<String> lines = new ArrayList<>(Files.readAllLines(log));
    assertThat(lines).hasSize(6);
    lines.remove(2);
    Files.write(log, lines);
    assertThatThrownBy(() -> Journal.open(folder)).hasMessageStartingWith(log + ":3: broken entry");
    Path user = files(".bin").getFirst();
    byte[] bytes = Files.readAllBytes(user);
    bytes[30] ^= 4;
    Files.write(user, bytes);
    JournalCheck.Found found = JournalCheck.check(folder);
    assertThat(found.broken().getFirst()).startsWith(user + ": record 1: ");
    assertThat(found.broken().get(1)).startsWith(log + ":3: ");
    Path out = folder.resolve("repaired");
    assertThat(JournalCheck.repair(folder, out)).isEqualTo(found);
    try (Journal journal = Journal.open(out)) {
      assertThat(journal.state().events()).isEqualTo(20);
      assertThat(journal.state().aboutNoEvent()).hasSize(2);
      journal.append(event("later", 1));
    }
    Path export = folder.resolve("entries.txt");
    assertThat(JournalCheck.export(out, export)).isEqualTo(23);
    assertThat(Files.readAllLines(export)).hasSize(23);
  }

  @Test
  void aLogThatIsGoneIsNamed() throws IOException {
    filled(folder);
    var disk = new FailingDisk();
    disk.noFolds = true;
    try (Journal journal = Journal.open(folder, SOON, disk)) {
      for (int number = 0; number < 6; number++) {
        journal.append(event("x", number));
      }
    }
    List<Integer> logs = LogFile.numbers(folder);
    assertThat(logs).hasSize(2);
    Files.delete(LogFile.file(folder, logs.getFirst()));
    assertThatThrownBy(() -> Journal.open(folder))
        .hasMessage(LogFile.file(folder, logs.getFirst()) + ": no such file");
  }
}
