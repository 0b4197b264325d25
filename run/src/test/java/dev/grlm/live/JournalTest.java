package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.live.Entry.Happened;
import dev.grlm.live.Journal.Numbered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The journal held against a list that does the same in memory.
class JournalTest {
  @TempDir private Path folder;

  private static Entry event(String user, int number) {
    return new Happened(new LiveEvent(user, "i" + number, number));
  }

  private static Predicate<Entry> of(String user) {
    return entry -> entry instanceof Happened happened && happened.event().user().equals(user);
  }

  private List<Numbered> replayed() throws IOException {
    var entries = new ArrayList<Numbered>();
    Journal.replay(folder, entries::add);
    return entries;
  }

  private Path file() {
    return folder.resolve("journal.jsonl");
  }

  /// Random appends, erasures and restarts, and the same on a list.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isTheListThatItWritesDown(long seed) throws IOException {
    var random = new Random(seed);
    var plain = new ArrayList<Numbered>();
    long next = 1;
    for (int restart = 0; restart < 4; restart++) {
      var heard = new ArrayList<Numbered>();
      try (Journal journal = Journal.open(folder, heard::add)) {
        assertThat(heard).as("what a start hears").isEqualTo(plain);
        for (int step = 0; step < 12; step++) {
          String user = "u" + random.nextInt(3);
          if (random.nextInt(4) == 0) {
            var erased = new Entry.Erased(Entry.hash(user));
            journal.rewrite(of(user), erased, () -> {});
            plain.removeIf(numbered -> of(user).test(numbered.entry()));
            plain.add(new Numbered(next++, erased));
          } else {
            List<Entry> call = List.of(event(user, step), event("u9", step));
            journal.append(call);
            for (Entry entry : call) {
              plain.add(new Numbered(next++, entry));
            }
          }
        }
        assertThat(journal.events())
            .isEqualTo(plain.stream().filter(one -> one.entry() instanceof Happened).count());
        journal.pausing(entries -> assertThat(entries).isEqualTo(plain));
      }
    }
    assertThat(replayed()).isEqualTo(plain);
  }

  @Test
  void callsAtOnceAreKeptWholeAndHeardInTheOrderOfTheFile() throws Exception {
    var heard = Collections.synchronizedList(new ArrayList<Numbered>());
    try (Journal journal = Journal.open(folder, heard::add);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Callable<Void>>();
      for (int caller = 0; caller < 20; caller++) {
        List<Entry> call = List.of(event("u" + caller, 0), event("u" + caller, 1));
        calls.add(() -> {
          journal.append(call);
          return null;
        });
      }
      for (Future<Void> done : threads.invokeAll(calls)) {
        done.get();
      }
    }
    List<Numbered> written = replayed();
    assertThat(heard).isEqualTo(written).hasSize(40);
    assertThat(written).extracting(Numbered::number).isSorted().doesNotHaveDuplicates();
    for (int place = 0; place < written.size(); place += 2) {
      var first = (Happened) written.get(place).entry();
      var second = (Happened) written.get(place + 1).entry();
      assertThat(second.event().user()).isEqualTo(first.event().user());
    }
  }

  @Test
  void itsNameStaysOverErasuresAndRestarts() throws IOException {
    String id;
    try (Journal journal = Journal.open(folder, _ -> {})) {
      id = journal.id();
      journal.append(List.of(event("u", 1)));
      journal.rewrite(of("u"), new Entry.Erased("x"), () -> {});
      assertThat(journal.id()).isEqualTo(id);
    }
    assertThat(Journal.replay(folder, _ -> {})).isEqualTo(id);
    try (Journal other = Journal.open(folder.resolve("other"), _ -> {})) {
      assertThat(other.id()).isNotEqualTo(id);
    }
  }

  @Test
  void afterAnErasureTheFileIsThereBeforeAnybodyHears() throws IOException {
    try (Journal journal = Journal.open(folder, _ -> {})) {
      journal.append(List.of(event("secret", 1)));
      var seen = new ArrayList<String>();
      journal.rewrite(
          of("secret"), new Entry.Erased(Entry.hash("secret")), () -> seen.add(text(file())));
      assertThat(seen).singleElement().asString().contains("erasedUser").doesNotContain("secret");
      assertThat(folder.resolve("journal.jsonl.tmp")).doesNotExist();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void whatIsClosedTakesNothingAndClosesTwice() throws IOException {
    Journal journal = Journal.open(folder, _ -> {});
    journal.close();
    journal.close();
    assertThatThrownBy(() -> journal.append(List.of(event("u", 1))))
        .isInstanceOf(IOException.class)
        .hasMessage(file() + ": the journal is closed");
    assertThat(replayed()).isEmpty();
  }

  @Test
  void aFailureWhilePausedReachesWhoPausedAndTheJournalGoesOn() throws IOException {
    try (Journal journal = Journal.open(folder, _ -> {})) {
      assertThatThrownBy(() ->
              journal.pausing(_ -> {
                throw new IOException("the new run is none");
              }))
          .isInstanceOf(IOException.class)
          .hasMessage("the new run is none");
      assertThatThrownBy(() ->
              journal.pausing(_ -> {
                throw new IllegalStateException("ours");
              }))
          .isInstanceOf(IllegalStateException.class);
      journal.append(List.of(event("u", 1)));
    }
    assertThat(replayed()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "''                                          | :1: not the first line of a journal",
        "{}                                          | :1: not the first line of a journal: {}",
        "{'journal':'x','format':2}                  | :1: not the first line of a journal",
        "{'journal':7,'format':1}                    | :1: not the first line of a journal",
        "[                                           | :1: broken JSON",
        "{'journal':'x','format':1}~{'n':1}          | :2: broken entry: 'erasedUser'",
        "{'journal':'x','format':1}~~                | :2: broken entry",
        "{'journal':'x','format':1}~{'deletedItem':'i'} | :2: broken entry: 'n' is no whole number",
        "{'journal':'x','format':1}~{'n':2,'deletedItem':'i'}~{'n':2,'deletedItem':'i'} | :3: broken entry: entry 2 after entry 2",
      })
  void aBrokenFileIsNamedWithItsLine(String lines, String reason) throws IOException {
    Files.writeString(file(), lines.strip().replace('\'', '"').replace('~', '\n') + "\n");
    assertThatThrownBy(() -> Journal.open(folder, _ -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file() + reason.strip());
    assertThatThrownBy(this::replayed).hasMessageStartingWith(file().toString());
  }

  @Test
  void bytesThatAreNoTextAreNamedWithTheirLine() throws IOException {
    try (Journal journal = Journal.open(folder, _ -> {})) {
      journal.append(List.of(event("u", 1)));
    }
    byte[] whole = Files.readAllBytes(file());
    whole[whole.length - 4] = (byte) 0xff;
    Files.write(file(), whole);
    assertThatThrownBy(this::replayed)
        .isInstanceOf(IOException.class)
        .hasMessage(file() + ":2: not UTF-8");
  }

  @Test
  void aMissingJournalIsNoneForWhoOnlyReads() {
    assertThatThrownBy(this::replayed)
        .isInstanceOf(IOException.class)
        .hasMessage(file() + ": no such file");
  }
}
