package dev.grlm.bench.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// What was measured, one line of JSON per case, said and added to a file that all processes of a
/// bench share.
///
/// @param folder gets `figures.jsonl`; it need not exist
record Figures(Path folder) {
  /// @param figures of one case
  void add(String check, String subject, ObjectNode figures) {
    ObjectNode line = Json.object().put("check", check).put("case", subject);
    line.setAll(figures);
    String text = Json.line(line);
    System.out.println(text);
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("figures.jsonl"),
          text + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// With four digits that count.
  static double rounded(double value) {
    return Double.isFinite(value)
        ? Double.parseDouble(String.format(Locale.ROOT, "%.3e", value))
        : -1;
  }
}
