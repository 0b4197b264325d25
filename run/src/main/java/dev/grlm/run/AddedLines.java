package dev.grlm.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.io.SummedLine;
import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The lines of RUN/added-items.jsonl, which no stage makes and no SHA-256 in run.json is of: each
/// carries a checksum, and the last one says how many there are before it. Whole or not at all, so
/// that a line without its end is no trace of a writer that was killed but damage like any other.
/// Files of earlier versions have neither. Stateless.
final class AddedLines {
  private static final String COUNT = "items";

  /// In the checksums: a run has one such file.
  private static final long FILE = 0;

  private static final String WITHOUT_SUMS = "; delete the line and add the item again";
  private static final String WITH_SUMS =
      "; copy the run whole, or delete %s and add its items again";

  private AddedLines() {}

  /// Takes one line.
  @FunctionalInterface
  interface Taker {
    /// @throws IOException when there is something wrong with it
    void take(JsonNode line) throws IOException;
  }

  /// @throws IOException naming file, line and what to do, when one is not what was written, is
  ///   missing, or is refused
  static void read(Path file, Taker taker) throws IOException {
    if (Files.notExists(file)) {
      return;
    }
    List<String> lines = lines(file);
    boolean summed = summed(lines);
    String whatToDo = summed ? WITH_SUMS.formatted(file.getFileName()) : WITHOUT_SUMS;
    for (int place = 1; place <= lines.size(); place++) {
      try {
        read(lines, place, summed, taker);
      } catch (IOException broken) {
        throw new IOException(file + ":" + place + ": " + broken.getMessage() + whatToDo, broken);
      }
    }
  }

  private static void read(List<String> lines, int place, boolean summed, Taker taker)
      throws IOException {
    String line = lines.get(place - 1);
    boolean last = place == lines.size();
    if (summed) {
      SummedLine.check(line, FILE, place);
    }
    JsonNode json = Json.parse(line);
    if (!summed || !json.has(COUNT)) {
      taker.take(json);
    }
    if (summed && json.has(COUNT) != last) {
      throw new IOException(
          last
              ? "the line behind it is missing that says how many items there are"
              : "it says how many items there are, and is not the last line");
    }
  }

  private static List<String> lines(Path file) throws IOException {
    var all = new ArrayList<String>();
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        all.add(line);
      }
    }
    if (all.isEmpty()) {
      throw new IOException(
          "%s: is empty, and was not when it was written%s"
              .formatted(file, WITH_SUMS.formatted("it")));
    }
    return all;
  }

  /// One is enough: of the others it may have been lost.
  private static boolean summed(List<String> lines) {
    return lines.stream().anyMatch(SummedLine::has);
  }

  /// Whether nothing says what the lines were, because an earlier version wrote them.
  static boolean unchecked(Path file) throws IOException {
    return Files.exists(file) && !summed(lines(file));
  }

  /// Replaces the file.
  static void write(Path file, List<ObjectNode> lines) throws IOException {
    AtomicFile.writeText(
        file,
        writer -> {
          long place = 0;
          for (ObjectNode line : lines) {
            place++;
            writer.write(SummedLine.of(line, FILE, place) + "\n");
          }
          ObjectNode end = Json.object().put(COUNT, place);
          writer.write(SummedLine.of(end, FILE, place + 1) + "\n");
        });
  }
}
