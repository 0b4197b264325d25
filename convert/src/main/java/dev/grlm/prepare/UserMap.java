package dev.grlm.prepare;

import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who is who in several sources: a table with tabs and the header `source user person`, a row for
/// each id of a person; may be `.gz`. Of one person there may be several ids in one source.
/// Immutable.
///
/// @param persons name of the person by source and user id
record UserMap(Map<String, Map<String, String>> persons) {
  static final UserMap EMPTY = new UserMap(Map.of());

  private static final List<String> HEADER = List.of("source", "user", "person");

  UserMap {
    persons = Map.copyOf(persons);
  }

  /// @param sources names that may stand in the first column
  /// @throws IOException in one line that names file, line and value
  static UserMap read(Path file, List<String> sources) throws IOException {
    Map<String, Map<String, String>> persons = new HashMap<>();
    try (TextLines lines = TextLines.open(file)) {
      String header = lines.next();
      if (header == null || !List.of(header.split("\t", -1)).equals(HEADER)) {
        throw lines.error(
            "the header must be 'source', 'user' and 'person' with tabs between them, found '"
                + (header == null ? "" : header)
                + "'");
      }
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          row(line, sources, lines, persons);
        }
      }
    }
    return new UserMap(persons);
  }

  private static void row(
      String line, List<String> sources, TextLines lines, Map<String, Map<String, String>> persons)
      throws IOException {
    String[] cells = line.split("\t", -1);
    if (cells.length != HEADER.size() || cells[1].isBlank() || cells[2].isBlank()) {
      throw lines.error("a row is a source, a user and a person, found '" + line + "'");
    }
    if (!sources.contains(cells[0])) {
      throw lines.error("there is no source '" + cells[0] + "'; there are " + sources);
    }
    for (String source : sources) {
      if (cells[2].startsWith(SourceIds.prefix(source))) {
        throw lines.error(
            "the person '"
                + cells[2]
                + "' is called as a user of '"
                + source
                + "' who is not here");
      }
    }
    String earlier =
        persons.computeIfAbsent(cells[0], _ -> new HashMap<>()).putIfAbsent(cells[1], cells[2]);
    if (earlier != null && !earlier.equals(cells[2])) {
      throw lines.error(
          "the user '"
              + cells[1]
              + "' of '"
              + cells[0]
              + "' is the person '"
              + earlier
              + "' in an earlier line and '"
              + cells[2]
              + "' here");
    }
  }

  /// The persons of one source, by user id.
  Map<String, String> of(String source) {
    return persons.getOrDefault(source, Map.of());
  }
}
