package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Files with a JSON object a line. Old dumps write Python literals instead; they are taken, too.
final class JsonLines {
  private JsonLines() {}

  /// Takes one object.
  @FunctionalInterface
  interface Taker {
    void take(JsonNode object, SourceLines line) throws IOException;
  }

  /// Hands every object to `taker`; a line that is none is a fault, a blank one is passed over.
  static void read(Path file, Sink sink, Meter meter, Taker taker) throws IOException {
    try (SourceLines lines = SourceLines.open(file, sink, meter)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.isBlank()) {
          continue;
        }
        JsonNode object = object(line);
        if (object == null) {
          lines.fault("line", line, Reasons.NOT_AN_OBJECT);
        } else {
          taker.take(object, lines);
        }
      }
    }
  }

  /// The object that `line` is, or null.
  static @Nullable JsonNode object(String line) {
    JsonNode value;
    try {
      value = Json.parse(line);
    } catch (IOException notJson) {
      try {
        value = PythonLiteral.parse(line);
      } catch (IOException neither) {
        return null;
      }
    }
    return value.isObject() ? value : null;
  }

  /// The first object of a head, or null where its first lines are none.
  static @Nullable JsonNode first(Head head) {
    return head.lines().stream()
        .filter(line -> !line.isBlank())
        .limit(3)
        .map(JsonLines::object)
        .filter(object -> object != null)
        .findFirst()
        .orElse(null);
  }

  /// Text or number as text, null where there is none.
  static @Nullable String cell(JsonNode object, String key) {
    JsonNode value = object.path(key);
    return value.isTextual() || value.isNumber() ? value.asText() : null;
  }

  /// All texts of a value, however they are nested; anything else is left out.
  static List<String> texts(JsonNode value) {
    var texts = new ArrayList<String>();
    if (value.isArray()) {
      value.forEach(element -> texts.addAll(texts(element)));
    } else if (value.isTextual() || value.isNumber()) {
      texts.add(value.asText());
    }
    texts.removeIf(String::isBlank);
    return texts;
  }

  static String text(JsonNode value) {
    return String.join(" ", texts(value));
  }

  /// Hands on the item that `object` is in the native layout; one that cannot be is a fault.
  static void item(JsonNode object, ItemJson reader, SourceLines line, Sink sink)
      throws IOException {
    Item item;
    try {
      item = reader.read(object);
    } catch (IOException broken) {
      String reason = object.path("id").isMissingNode() ? Reasons.NO_ITEM : Reasons.BAD_TEXT;
      line.fault("line", String.valueOf(broken.getMessage()), reason);
      return;
    }
    if (EventCells.id(item.id(), "id", Reasons.NO_ITEM, line::fault) != null) {
      sink.item(item);
    }
  }
}
