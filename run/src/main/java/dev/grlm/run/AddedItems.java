package dev.grlm.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Counts;
import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.TermNormalForm;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// RUN/added-items.jsonl: items that came after the run was fitted, with their Term IDs, one JSON
/// object a line: `item` as in items.jsonl, `termId`, and `reach`. Stateless.
public final class AddedItems {
  private AddedItems() {}

  /// An item with its name.
  ///
  /// @param exact whether the model knows every term in its slot, so that it can generate the name;
  ///   else the item is reachable structurally only
  public record Added(Item item, Identifier identifier, boolean exact) {
    /// `exact` or `structural`.
    public String reach() {
      return exact ? "exact" : "structural";
    }
  }

  /// @param length terms per item
  /// @return in the order of their coming; empty where there is no file
  /// @throws IOException naming file and line, when one is broken
  static List<Added> read(Path file, int length) throws IOException {
    var added = new ArrayList<Added>();
    if (!Files.exists(file)) {
      return added;
    }
    var ids = new HashSet<String>();
    var json = new ItemJson(new Counts());
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        try {
          Added one = added(Json.parse(line), json, length);
          if (!ids.add(one.item().id())) {
            throw new IOException("the item '" + one.item().id() + "' stands there twice");
          }
          added.add(one);
        } catch (IOException broken) {
          throw lines.error(String.valueOf(broken.getMessage()), broken);
        }
      }
    }
    return added;
  }

  private static Added added(JsonNode line, ItemJson json, int length) throws IOException {
    var terms = new ArrayList<String>();
    line.path("termId").forEach(term -> terms.add(TermNormalForm.of(term.asText())));
    var identifier = new Identifier(terms);
    if (identifier.length() != length || terms.contains("")) {
      throw new IOException(
          "'termId' is not a Term ID of " + length + " terms: " + line.path("termId"));
    }
    String reach = line.path("reach").asText();
    if (!reach.equals("exact") && !reach.equals("structural")) {
      throw new IOException("'reach' is neither exact nor structural: " + line.path("reach"));
    }
    return new Added(json.read(line.path("item")), identifier, reach.equals("exact"));
  }

  /// Appends all or, in case of an exception, none.
  static void append(Path file, List<Added> before, List<Added> further) throws IOException {
    AtomicFile.writeText(
        file,
        writer -> {
          for (List<Added> part : List.of(before, further)) {
            for (Added one : part) {
              var line = Json.object();
              line.set("item", ItemJson.write(one.item()));
              line.set("termId", Json.tree(one.identifier().symbols()));
              line.put("reach", one.reach());
              writer.write(Json.line(line));
              writer.write('\n');
            }
          }
        });
  }
}
