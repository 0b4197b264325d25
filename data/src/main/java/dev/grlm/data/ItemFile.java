package dev.grlm.data;

import dev.grlm.io.Json;
import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `items.jsonl` of the native layout: one JSON object a line (see [ItemJson]), empty lines
/// ignored; may be `.gz`. Stateless.
public final class ItemFile {
  private ItemFile() {}

  /// @throws IOException in one line naming file and line: broken JSON, an id that stands there
  ///   twice, or no items at all
  public static List<Item> read(Path file) throws IOException {
    return read(file, new Counts());
  }

  static List<Item> read(Path file, Counts counts) throws IOException {
    var json = new ItemJson(counts);
    var read = new ArrayList<Item>();
    Map<String, Long> lineById = new HashMap<>();
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.isBlank()) {
          continue;
        }
        Item item = item(json, line, lines);
        Long earlier = lineById.putIfAbsent(item.id(), lines.number());
        if (earlier != null) {
          throw lines.error(
              "the item id '" + item.id() + "' stands in line " + earlier + " already");
        }
        read.add(item);
      }
    }
    if (read.isEmpty()) {
      throw new IOException(file + ": no items");
    }
    return read;
  }

  private static Item item(ItemJson json, String line, TextLines lines) throws IOException {
    try {
      return json.read(Json.parse(line));
    } catch (IOException broken) {
      throw lines.error(broken.getMessage() + " in " + ItemJson.shown(line), broken);
    }
  }
}
