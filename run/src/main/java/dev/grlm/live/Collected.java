package dev.grlm.live;

import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What of a journal is in a run's data already: `collected.json` of a run folder.
///
/// @param journal id of the journal, empty where there was none
/// @param upTo number of the last entry
public record Collected(String journal, long upTo) {
  static final String FILE = "collected.json";

  private static final Collected NOTHING = new Collected("", 0);

  /// What `run` says, or nothing where it says nothing.
  static Collected of(Path run) throws IOException {
    Path file = run.resolve(FILE);
    return Files.exists(file) ? Json.read(file, Collected.class) : NOTHING;
  }

  /// Number of the last entry of that journal that is in the run's data, 0 where none is.
  long upToOf(String otherJournal) {
    return journal.equals(otherJournal) ? upTo : 0;
  }
}
