package dev.grlm.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.journal.Entry.Happened;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The journal held against a map that does the same in memory.
class JournalTest {
  /// So few that everything is folded and merged all the time.
  private static final JournalSettings OFTEN = JournalSettings.DEFAULT.foldedAfter(5);

  @TempDir private Path folder;

  private static Entry event(String user, int number) {
    return new Happened(new LiveEvent(user, "i" + number, number));
  }

  static List<String> items(JournalState state, String user) throws IOException {
    return state.events(user).stream().map(Stored::item).toList();
  }

  /// Random appends, erasures and restarts, and the same on a map.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void isTheMapThatItKeeps(long seed) throws IOException {
    var random = new Random(seed);
    var plain = new TreeMap<String, List<String>>();
    var erased = new HashSet<String>();
    String id = "";
    for (int restart = 0; restart < 5; restart++) {
      try (Journal journal = Journal.open(folder, OFTEN, new UnforcedDisk())) {
        assertThat(journal.id()).isEqualTo(restart == 0 ? journal.id() : id);
        id = journal.id();
        requireSame(journal.state(), plain, erased);
        for (int step = 0; step < 40; step++) {
          String user = "u" + random.nextInt(12);
          if (random.nextInt(6) == 0) {
            journal.erase(List.of(user), _ -> {});
            plain.remove(user);
            erased.add(user);
            // Kind, length, id, and a number below 65,536: no sum of anything looks like that.
            String inFiles = "\0\0\0\0" + (char) user.length() + user + "\0\0\0\0\0\0";
            assertThat(text(folder)).doesNotContain("\"" + user + "\"", inFiles);
          } else {
            int number = restart * 1000 + step;
            journal.append(List.of(event(user, number), event("often", number)));
            for (String one : List.of(user, "often")) {
              plain.computeIfAbsent(one, _ -> new ArrayList<>()).add("i" + number);
            }
          }
        }
        requireSame(journal.state(), plain, erased);
        try (JournalContents read = Journal.read(folder)) {
          requireSame(read.state(), plain, erased);
        }
        if (restart == 3) {
          journal.compact();
        }
      }
    }
    try (JournalContents read = Journal.read(folder)) {
      requireSame(read.state(), plain, erased);
    }
  }

  private static void requireSame(
      JournalState state, SortedMap<String, List<String>> plain, Set<String> erased)
      throws IOException {
    for (var one : plain.entrySet()) {
      assertThat(items(state, one.getKey())).as(one.getKey()).isEqualTo(one.getValue());
    }
    assertThat(state.search("", true, 100, 0)).isEqualTo(List.copyOf(plain.keySet()));
    assertThat(state.events()).isEqualTo(plain.values().stream().mapToLong(List::size).sum());
    for (int user = 0; user < 12; user++) {
      assertThat(state.erasedAt("u" + user) > 0).isEqualTo(erased.contains("u" + user));
      assertThat(state.last("u" + user) > 0).isEqualTo(plain.containsKey("u" + user));
    }
  }

  /// All files of a folder as Latin text, while others write there.
  static String text(Path folder) throws IOException {
    while (true) {
      var text = new StringBuilder();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
      } catch (NoSuchFileException _) {
        // merged meanwhile: what it held stands in another one
      }
    }
  }

  @Test
  void callsAtOnceAreKeptWhole() throws Exception {
    try (Journal journal = Journal.open(folder, OFTEN, new UnforcedDisk());
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
      for (int caller = 0; caller < 20; caller++) {
        List<Stored> events = journal.state().events("u" + caller);
        assertThat(events).hasSize(2);
        assertThat(events.get(1).number()).isEqualTo(events.get(0).number() + 1);
      }
    }
  }

  @Test
  void whatIsKnownIsKnownFromFilesToo() throws IOException {
    var keyed = new Happened(LiveEvent.arrived("u", "i1", 7), true, "call 1", 2);
    try (Journal journal = Journal.open(folder, OFTEN, new UnforcedDisk())) {
      journal.append(List.of(event("u", 3), keyed));
      journal.compact();
      requireKnown(journal.state());
      journal.append(List.of(event("u", 3), keyed)); // two calls at once, both found it new
      assertThat(items(journal.state(), "u"))
          .as("a history takes the second i3 for the first")
          .containsExactly("i3", "i1", "i3");
    }
    try (Journal journal = Journal.open(folder, OFTEN, new UnforcedDisk())) {
      requireKnown(journal.state());
    }
  }

  private static void requireKnown(JournalState state) throws IOException {
    assertThat(KnownEvents.has(state, new LiveEvent("u", "i3", 3))).isTrue();
    assertThat(KnownEvents.has(state, new LiveEvent("u", "i3", 4))).isFalse();
    assertThat(KnownEvents.has(state, new LiveEvent("other", "i3", 3))).isFalse();
    LiveEvent again = LiveEvent.arrived("u", "i1", 99);
    assertThat(KnownEvents.took(state, again, "call 1", 2)).isTrue();
    assertThat(KnownEvents.took(state, again, "call 1", 1)).isFalse();
    LiveEvent other = LiveEvent.arrived("u", "i2", 99);
    assertThatThrownBy(() -> KnownEvents.requireSameCall(state, other, "call 1", 2))
        .isInstanceOf(ReusedKeyException.class);
  }

  @Test
  void ofItemsTheLastCountsInTheOrderOfTheirFirstComing() throws IOException {
    var name = new Identifier(List.of("lamp"));
    Entry first = new Entry.Put(Item.titled("n1", "old"), name);
    Entry second = new Entry.Put(Item.titled("n2", "x"), name);
    Entry again = new Entry.Put(Item.titled("n1", "new"), name);
    List<Numbered> kept =
        List.of(
            new Numbered(3, again),
            new Numbered(2, second),
            new Numbered(4, new Entry.Deleted("n2")));
    try (Journal journal = Journal.open(folder, OFTEN, new UnforcedDisk())) {
      journal.append(List.of(first, second, again, new Entry.Deleted("n2")));
      assertThat(journal.state().aboutNoEvent()).isEqualTo(kept);
      journal.compact();
    }
    try (Journal journal = Journal.open(folder, OFTEN, new UnforcedDisk())) {
      assertThat(journal.state().aboutNoEvent()).isEqualTo(kept);
      journal.append(List.of(second));
      assertThat(journal.state().aboutNoEvent()).hasSize(2);
      assertThat(journal.state().lastNumber()).isEqualTo(5);
    }
  }

  @Test
  void anErasedUserMayComeBackWithTheSameEvent() throws IOException {
    try (Journal journal = Journal.open(folder)) {
      journal.append(List.of(event("u", 1)));
      journal.erase(List.of("u", "nobody"), _ -> {});
      journal.append(List.of(event("u", 1)));
      assertThat(items(journal.state(), "u")).containsExactly("i1");
    }
    try (Journal journal = Journal.open(folder)) {
      assertThat(items(journal.state(), "u")).containsExactly("i1");
      assertThat(journal.state().events()).isOne();
    }
  }

  @Test
  void whatIsClosedTakesNothingAndClosesTwice() throws IOException {
    Journal journal = Journal.open(folder);
    assertThatThrownBy(() -> Journal.open(folder))
        .hasMessage(folder + ": the journal is in use by another process");
    journal.close();
    journal.close();
    assertThatThrownBy(() -> journal.append(List.of(event("u", 1))))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + ": the journal is closed");
  }

  @Test
  void aFailureWhilePausedReachesWhoPausedAndTheJournalGoesOn() throws IOException {
    try (Journal journal = Journal.open(folder)) {
      assertThatThrownBy(() ->
              journal.pausing(() -> {
                throw new IllegalStateException("ours");
              }))
          .isInstanceOf(IllegalStateException.class);
      journal.append(List.of(event("u", 1)));
      assertThat(journal.health().up()).isTrue();
    }
  }

  @Test
  void aMissingJournalIsNoneForWhoOnlyReads() {
    assertThatThrownBy(() -> Journal.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(folder.resolve("journal.json") + ": no such file");
  }

  @Test
  void oneOfBeforeIsReadAndTakenOver() throws IOException {
    Path before = folder.resolve("journal.jsonl");
    var text = new StringBuilder("{\"journal\":\"old\",\"format\":1}\n");
    for (int number = 1; number <= 23; number++) {
      text.append(event("u" + number % 4, number).line(number)).append('\n');
    }
    text.append(new Entry.Erased(Entry.hash("gone")).line(30)).append('\n');
    Files.writeString(before, text + "{\"n\":31,\"eve");
    for (int round = 0; round < 3; round++) {
      try (JournalContents read = Journal.read(folder)) {
        requireOld(read.state());
      }
      try (Journal journal = Journal.open(folder, OFTEN, new UnforcedDisk())) {
        requireOld(journal.state());
        assertThat(before).doesNotExist();
      }
    }
    try (Journal journal = Journal.open(folder)) {
      journal.append(List.of(event("u9", 1)));
      assertThat(journal.state().last("u9")).isEqualTo(31);
    }
  }

  private static void requireOld(JournalState state) throws IOException {
    assertThat(state.id()).isEqualTo("old");
    assertThat(items(state, "u3")).containsExactly("i3", "i7", "i11", "i15", "i19", "i23");
    assertThat(state.events()).isEqualTo(23);
    assertThat(state.erasedAt("gone")).isEqualTo(30);
    assertThat(state.erasedAt("u1")).isZero();
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
  void aBrokenOneOfBeforeIsNamedWithItsLineAndStays(String lines, String reason)
      throws IOException {
    Path file = folder.resolve("journal.jsonl");
    String text = lines.strip().replace('\'', '"').replace('~', '\n') + "\n";
    Files.writeString(file, text);
    for (int round = 0; round < 2; round++) {
      assertThatThrownBy(() -> Journal.open(folder))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + reason.strip());
      assertThatThrownBy(() -> Journal.read(folder)).hasMessageStartingWith(file.toString());
    }
    assertThat(file).hasContent(text);
  }
}
