package dev.grlm.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.io.WholeLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A journal as it was kept before: all in `journal.jsonl`, without checksums. It is read line by
/// line.
final class BeforeJournal {
  private static final int FORMAT = 1;

  private BeforeJournal() {}

  /// @return the journal's id
  /// @throws IOException naming file and line, when one is broken
  static String id(Path file) throws IOException {
    try (var lines = WholeLines.open(file)) {
      return header(file, lines);
    }
  }

  private static String header(Path file, WholeLines lines) throws IOException {
    String first = lines.next();
    JsonNode header = Json.object();
    try {
      header = first == null ? header : Json.parse(first);
    } catch (IOException broken) {
      throw new IOException(file + ":1: " + broken.getMessage(), broken);
    }
    if (header.path("format").asInt() != FORMAT || !header.path("journal").isTextual()) {
      throw new IOException(file + ":1: not the first line of a journal: " + first);
    }
    return header.path("journal").asText();
  }

  /// Hands over the entries in their order.
  static void read(Path file, Salt salt, LogFile.Taker taker) throws IOException {
    try (var lines = WholeLines.open(file)) {
      header(file, lines);
      long number = 0;
      for (String line = lines.next(); line != null; line = lines.next()) {
        try {
          JsonNode json = Json.parse(line);
          long n = Entry.number(json, "n");
          if (n <= number) {
            throw new IOException("entry " + n + " after entry " + number);
          }
          number = n;
          Entry entry = Entry.of(json);
          taker.take(
              new Numbered(
                  n,
                  entry instanceof Entry.Erased(String hash)
                      ? new Entry.Erased(salt.salted(hash))
                      : entry));
        } catch (IOException broken) {
          throw new IOException(lines.place() + ": broken entry: " + broken.getMessage(), broken);
        }
      }
    }
  }

  /// Puts what a journal of before holds into files of today, and then deletes it. Broken off, it
  /// begins anew.
  static void takeOver(Path folder, Disk disk, JournalSettings settings) throws IOException {
    Path file = folder.resolve(JournalFolder.BEFORE);
    Manifest begun = Manifest.fresh(id(file), Salt.random(), true);
    JournalFolder.tidy(folder, null, disk);
    begun.write(disk, folder);
    var state = new JournalState(begun.journal(), begun.salt());
    try {
      var upkeep = new Upkeep(folder, disk, state, begun, settings.keepCallsDays());
      long[] last = {0};
      read(
          file,
          begun.salt(),
          numbered -> {
            state.apply(numbered, _ -> {});
            last[0] = numbered.number();
            if (state.tail().size() >= settings.foldEvents()) {
              fold(upkeep, state, last[0], true);
              while (upkeep.merge(false)) {
                // until few files are left
              }
            }
          });
      fold(upkeep, state, last[0], false);
    } finally {
      state.close();
    }
    disk.delete(file);
  }

  private static void fold(Upkeep upkeep, JournalState state, long upTo, boolean more)
      throws IOException {
    List<Numbered> items = more ? null : state.aboutNoEvent();
    upkeep.fold(
        new Fold(state.freeze(), upTo, 1, items, Map.of(), new CompletableFuture<>()), more);
  }
}
