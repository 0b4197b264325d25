package dev.grlm.coded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file of what a stage says of each item: one JSON object a line, in the order of the catalogue,
/// with the id of the item and a list.
///
/// @param file of them
/// @param key of the list
/// @param stage that writes the file, for messages
public record ItemLines(Path file, String key, String stage) {
  private static final String ITEM = "item";

  /// Whole or not at all.
  ///
  /// @param lists JSON values, one for each item
  public void write(Catalog catalog, List<? extends List<?>> lists) throws IOException {
    if (lists.size() != catalog.size()) {
      throw new IllegalArgumentException(
          "%d lists for %d items".formatted(lists.size(), catalog.size()));
    }
    AtomicFile.writeText(
        file,
        writer -> {
          for (int item = 0; item < lists.size(); item++) {
            var line = Json.object().put(ITEM, catalog.item(item).id());
            line.set(key, Json.tree(lists.get(item)));
            writer.write(Json.line(line));
            writer.write('\n');
          }
        });
  }

  /// The list of each item.
  ///
  /// @throws IOException in one line naming file and line, when it is not of this catalogue
  public List<JsonNode> read(Catalog catalog) throws IOException {
    var lists = new ArrayList<JsonNode>();
    try (TextLines lines = TextLines.open(file)) {
      for (Item item : catalog.items()) {
        String line = lines.next();
        JsonNode json = line == null ? Json.object() : Json.parse(line);
        if (!json.path(ITEM).asText().equals(item.id()) || !json.path(key).isArray()) {
          throw lines.error(
              "expected the %s of item '%s'; run the %s stage again"
                  .formatted(key, item.id(), stage));
        }
        lists.add(json.path(key));
      }
    }
    return lists;
  }

  /// The words of a list.
  public static List<String> words(JsonNode list) {
    var words = new ArrayList<String>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }
}
