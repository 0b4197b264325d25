package dev.grlm.live;

import dev.grlm.io.Fingerprint;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What of a journal is in a run's data already: `collected.json` of a run folder.
///
/// @param journal id of the journal, empty where there was none
/// @param upTo number of the last entry
/// @param sum SHA-256 of the two: with another number events would be counted twice, or not at all;
///   null where an earlier version wrote none
public record Collected(String journal, long upTo, @Nullable String sum) {
  static final String FILE = "collected.json";

  private static final Collected NOTHING = new Collected("", 0, null);

  /// What `run` says, or nothing where it says nothing.
  static Collected of(Path run) throws IOException {
    Path file = run.resolve(FILE);
    Collected read = Files.exists(file) ? Json.read(file, Collected.class) : NOTHING;
    if (read.sum != null && !read.sum.equals(summed(read.journal, read.upTo).sum)) {
      throw new IOException(
          file + ": is not what was written: its sum is another one; copy the run whole");
    }
    return read;
  }

  /// With its sum.
  static Collected summed(String journal, long upTo) {
    return new Collected(journal, upTo, Fingerprint.sha256(journal + '\n' + upTo));
  }

  /// Number of the last entry of that journal that is in the run's data, 0 where none is.
  long upToOf(String otherJournal) {
    return journal.equals(otherJournal) ? upTo : 0;
  }
}
