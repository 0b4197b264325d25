package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Files with JSON objects: one a line, or in an array, or one after the other. Old dumps write
/// Python literals instead, one a line; they are taken, too.
final class JsonLines {
  private static final String ID = "id";

  private JsonLines() {}

  /// Hands every object to `taker`; a line that is none is a fault, a blank one is passed over.
  static void read(Path file, Sink sink, Meter meter, JsonValues.Taker taker) throws IOException {
    read(Head.of(file), null, sink, meter, taker);
  }

  /// The same for text in a charset that somebody named.
  ///
  /// @param charset or null: told by the content
  static void read(
      Head head, @Nullable Charset charset, Sink sink, Meter meter, JsonValues.Taker taker)
      throws IOException {
    Path file = head.file();
    if (JsonValues.isIn(head)) {
      JsonValues.read(file, charset, sink, meter, taker);
      return;
    }
    if (head.hasLoneReturns()) {
      throw new IOException(
          file
              + ": lines end in carriage returns alone; tr '\\r' '\\n' < FILE > NEW makes lines of"
              + " them");
    }
    try (SourceLines lines = SourceLines.decoded(file, charset, sink, meter)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.isBlank()) {
          continue;
        }
        JsonNode object = object(line);
        if (object == null) {
          lines.fault("line", line, Reasons.NOT_AN_OBJECT);
        } else {
          taker.take(object, lines::fault);
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
        return JsonValues.object(line);
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
    return value.isTextual() || value.isNumber() ? scalar(value) : null;
  }

  /// All texts of a value, however they are nested; anything else is left out.
  static List<String> texts(JsonNode value) {
    var texts = new ArrayList<String>();
    if (value.isArray()) {
      value.forEach(element -> texts.addAll(texts(element)));
    } else if (value.isTextual() || value.isNumber()) {
      texts.add(scalar(value));
    } else if (isWrapped(value)) {
      texts.addAll(texts(value.iterator().next()));
    }
    texts.removeIf(String::isBlank);
    return texts;
  }

  /// Whether it is a scalar as MongoDB exports it: `{"$oid": "65a"}`, `{"$date": …}`.
  static boolean isWrapped(JsonNode value) {
    return value.isObject() && value.size() == 1 && value.fieldNames().next().startsWith("$");
  }

  /// A text, or a number: without a point where it is whole, empty where it is not a number.
  private static String scalar(JsonNode value) {
    if (!value.isFloatingPointNumber()) {
      return value.asText();
    }
    double number = value.doubleValue();
    return Double.isNaN(number) ? "" : WholeNumbers.id(number, value.asText());
  }

  static String text(JsonNode value) {
    return String.join(" ", texts(value));
  }

  /// Hands on the item that `object` is in the native layout; one that cannot be is a fault.
  static void item(
      JsonNode object, ItemJson reader, EventCells cells, EventCells.Faults faults, Sink sink)
      throws IOException {
    JsonNode id = object.path(ID);
    if (id.isFloatingPointNumber()) {
      ((ObjectNode) object).put(ID, scalar(id)); // a data frame wrote 2.0 where 2 was meant
    }
    Item item;
    try {
      item = reader.read(object);
    } catch (IOException broken) {
      String reason = id.isMissingNode() ? Reasons.NO_ITEM : Reasons.BAD_TEXT;
      faults.fault("line", String.valueOf(broken.getMessage()), reason);
      return;
    }
    String checked = cells.item(item.id(), ID, faults);
    if (checked != null) {
      sink.item(checked.equals(item.id()) ? item : named(item, checked));
    }
  }

  private static Item named(Item item, String id) {
    return new Item(
        id,
        item.title(),
        item.brand(),
        item.categories(),
        item.moreCategories(),
        item.description(),
        item.domain(),
        item.fields());
  }
}
