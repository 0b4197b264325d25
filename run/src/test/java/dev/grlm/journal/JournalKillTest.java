package dev.grlm.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed while it appends, erases, folds and merges on a disk that is full now
/// and then: what was acknowledged is there, what was refused or erased is not, and the journal
/// opens. `-Dgrlm.kill.rounds=100` kills it a hundred times in one folder and says in what work.
class JournalKillTest {
  private static final int ROUNDS = Integer.getInteger("grlm.kill.rounds", 5);

  @TempDir private Path folder;

  /// What a user must have, and what was about to happen.
  private static final class Told {
    List<String> kept = new ArrayList<>();
    List<String> perhaps = new ArrayList<>();
    boolean perhapsGone;
    boolean gone;
  }

  private final Map<String, Told> told = new HashMap<>();
  private final Map<String, Integer> seen = new TreeMap<>();

  private void count(String what) {
    seen.merge(what, 1, Integer::sum);
  }

  private static Process start(Path journal, int round, Path said) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledJournal.class.getName(),
            journal.toString(),
            Integer.toString(round))
        .redirectOutput(said.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void nothingIsLostAndNothingComesBack() throws Exception {
    var random = new Random(18);
    Path journal = folder.resolve("journal");
    for (int round = 0; round < ROUNDS; round++) {
      Path said = folder.resolve("said" + round);
      Process process = start(journal, round, said);
      try {
        while (Files.size(said) == 0) {
          assertThat(process.isAlive()).as("round " + round).isTrue();
          LockSupport.parkNanos(1_000_000);
        }
        LockSupport.parkNanos(random.nextLong(50_000_000, 900_000_000));
        assertThat(process.isAlive()).as("round " + round).isTrue();
      } finally {
        process.destroyForcibly().waitFor();
      }
      try (var lines = Files.lines(said)) {
        lines.forEach(this::hear);
      }
      noteWork(journal);
      check(journal, "after kill " + (round + 1));
    }
    System.out.println(ROUNDS + " kills: " + seen);
    // A few rounds may meet no more.
    List<String> met =
        ROUNDS < 50
            ? List.of("open", "taken")
            : List.of(
                "open", "taken", "refused", "erased", "killed in a fold", "killed in an erasure");
    assertThat(seen).containsKeys(met.toArray(String[]::new));
  }

  /// A line that was cut off by the kill says nothing that was not said before it.
  private void hear(String line) {
    String[] words = line.split(" ", -1);
    count(words[0]);
    if (words[0].equals("merged") || words.length < 2 || !words[1].matches("t\\duser\\d+x")) {
      return;
    }
    Told user = told.computeIfAbsent(words[1], _ -> new Told());
    switch (words[0]) {
      case "erase" -> user.perhapsGone = true;
      case "erased" -> told.put(words[1], erased());
      case "take" -> user.perhaps.addAll(List.of(words[2].split(",", -1)));
      case "taken" -> {
        List<String> items = List.of(words[2].split(",", -1));
        user.perhaps.removeAll(items);
        user.kept.addAll(items);
        user.gone = false;
      }
      case "refused" -> user.perhaps.removeAll(List.of(words[2].split(",", -1)));
      default -> {}
    }
  }

  private static Told erased() {
    var user = new Told();
    user.gone = true;
    return user;
  }

  /// In the middle of what the process was killed.
  private void noteWork(Path journal) throws IOException {
    Manifest manifest = Manifest.read(journal);
    Set<String> named = new HashSet<>();
    if (manifest != null) {
      manifest.users().forEach(named::addAll);
    }
    try (var files = Files.list(journal)) {
      List<String> names = files.map(file -> String.valueOf(file.getFileName())).toList();
      if (names.stream().anyMatch(name -> name.endsWith(".bin") && !named.contains(name))) {
        count("killed while files were written");
      }
      if (names.stream().filter(name -> name.startsWith("log-")).count() > 1) {
        count("killed in a fold");
      }
    }
    if (told.values().stream().anyMatch(user -> user.perhapsGone)) {
      count("killed in an erasure");
    }
  }

  private void check(Path folder, String when) throws IOException {
    try (Journal journal = Journal.open(folder, KilledJournal.OFTEN)) {
      for (var entry : told.entrySet()) {
        Told user = entry.getValue();
        List<String> items = JournalTest.items(journal.state(), entry.getKey());
        if (user.perhapsGone && items.isEmpty()) {
          user.kept.clear();
        }
        var sure = new ArrayList<>(items);
        sure.removeAll(user.perhaps);
        assertThat(sure).as(when + ", " + entry.getKey()).isEqualTo(user.kept);
        assertThat(items).as(when + ", " + entry.getKey()).doesNotHaveDuplicates();
        user.gone = items.isEmpty();
        user.kept = new ArrayList<>(items);
        user.perhaps.clear();
        user.perhapsGone = false;
      }
      journal.compact();
    }
    String text = JournalTest.text(folder);
    assertThat(told.keySet())
        .as(when)
        .filteredOn(user -> told.getOrDefault(user, erased()).gone)
        .noneMatch(text::contains);
  }
}
