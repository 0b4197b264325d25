package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A line of the Amazon files: an object in JSON, or a dict as Python prints it.
final class AmazonLine {
  private AmazonLine() {}

  /// The object, or null when the line is not one.
  static @Nullable ObjectNode parse(String line) {
    String text = line.strip();
    JsonNode node = isPythonAtOnce(text) ? null : json(text);
    return (node == null ? python(text) : node) instanceof ObjectNode object ? object : null;
  }

  /// Whether the line holds a key in single quotes, which no JSON has: saves a try that would fail
  /// for every line of a file.
  private static boolean isPythonAtOnce(String text) {
    return text.startsWith("{'") || text.startsWith("{u'");
  }

  static boolean isPython(String line) {
    return isPythonAtOnce(line.strip());
  }

  private static @Nullable JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (IOException _) {
      return null;
    }
  }

  private static @Nullable JsonNode python(String text) {
    try {
      return PythonLiteral.parse(text);
    } catch (IOException _) {
      return null;
    }
  }
}
