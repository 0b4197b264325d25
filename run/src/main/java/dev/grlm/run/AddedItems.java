package dev.grlm.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Counts;
import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Lengths;
import dev.grlm.identifier.TermNormalForm;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// RUN/added-items.jsonl: items that came after the run was fitted, with an identifier by each
/// system of the run that could name them, one JSON object a line: `item` as in items.jsonl, and
/// `identifiers`, by system. A line of an earlier version has `termId` and `reach` instead: the
/// Term ID of the one system that could. [AddedLines] has the checksums. Stateless.
public final class AddedItems {
  private static final String IDENTIFIERS = "identifiers";
  private static final String SYMBOLS = "symbols";
  private static final String TERM_ID = "termId";
  private static final String REACH = "reach";
  private static final String BOOKS = "books";

  private AddedItems() {}

  /// What a system calls an item.
  ///
  /// @param exact whether the model knows every symbol in its slot, so that it can generate the
  ///   name; else the item is reachable structurally only
  /// @param books by which symbols have their meaning; empty where they are words
  public record Name(Identifier identifier, boolean exact, String books) {
    /// `exact` or `structural`.
    public String reach() {
      return exact ? "exact" : "structural";
    }
  }

  /// An item with its names.
  ///
  /// @param names by system, in the order of the run; that of an earlier version has no system, and
  ///   stands under the empty word
  public record Added(Item item, SequencedMap<String, Name> names) {
    static final String EARLIER = "";

    /// @throws IllegalArgumentException when there is no name
    public Added {
      if (names.isEmpty()) {
        throw new IllegalArgumentException("the item '" + item.id() + "' has no name");
      }
      names = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(names));
    }

    /// By the first system that named it.
    public Name first() {
      return names.firstEntry().getValue();
    }

    /// By a system of this name; null where it has given none.
    ///
    /// @param books of the system: a name of an earlier version is one of words
    @Nullable Name of(String system, String books) {
      Name own = names.get(system);
      return own == null && books.isEmpty() ? names.get(EARLIER) : own;
    }
  }

  /// Who reads the names.
  ///
  /// @param lengths of its identifiers
  /// @param books see [dev.grlm.system.Growing#books]
  record Reader(String system, Lengths lengths, String books) {
    /// Takes names of every length as they are.
    private static final Reader NOBODY = new Reader("", Lengths.exactly(0), "none");
  }

  /// What was added, whatever the systems call it.
  ///
  /// @return as [#read]
  public static List<Item> items(Path file) throws IOException {
    return read(file, Reader.NOBODY).stream().map(Added::item).toList();
  }

  /// @param reader whose names must fit it
  /// @return in the order of their coming; empty where there is no file
  /// @throws IOException naming file and line, when one is broken, altered or missing
  static List<Added> read(Path file, Reader reader) throws IOException {
    var added = new ArrayList<Added>();
    var ids = new HashSet<String>();
    var json = new ItemJson(new Counts());
    AddedLines.read(
        file,
        line -> {
          Added one = added(line, json, reader);
          if (!ids.add(one.item().id())) {
            throw new IOException("the item '" + one.item().id() + "' stands there twice");
          }
          added.add(one);
        });
    return added;
  }

  private static Added added(JsonNode line, ItemJson json, Reader reader) throws IOException {
    var names = new LinkedHashMap<String, Name>();
    if (line.has(TERM_ID)) {
      names.put(Added.EARLIER, name(line, TERM_ID, TERM_ID, reader, true));
    } else {
      for (Map.Entry<String, JsonNode> one : line.path(IDENTIFIERS).properties()) {
        String system = one.getKey();
        String key = IDENTIFIERS + "." + system + "." + SYMBOLS;
        names.put(
            system, name(one.getValue(), SYMBOLS, key, reader, system.equals(reader.system())));
      }
    }
    if (names.isEmpty()) {
      throw new IOException("'" + IDENTIFIERS + "' has no identifier by any system");
    }
    return new Added(json.read(line.path("item")), names);
  }

  /// @param path of the symbols, for a message
  /// @param own whether it is the reader's to be judged
  private static Name name(JsonNode node, String key, String path, Reader reader, boolean own)
      throws IOException {
    String books = node.path(BOOKS).asText("");
    var symbols = new ArrayList<String>();
    node.path(key)
        .forEach(
            one -> symbols.add(books.isEmpty() ? TermNormalForm.of(one.asText()) : one.asText()));
    // What was named by other books is named again, whatever its length.
    boolean judged = own && books.equals(reader.books());
    if (symbols.isEmpty()
        || symbols.stream().anyMatch(String::isBlank)
        || (judged && !reader.lengths().allow(symbols.size()))) {
      String expected =
          key.equals(TERM_ID)
              ? "a Term ID of " + reader.lengths() + " terms"
              : "an identifier" + (judged ? " of " + reader.lengths() + " symbols" : "");
      throw new IOException("'%s' is not %s: %s".formatted(path, expected, node.path(key)));
    }
    String reach = node.path(REACH).asText();
    if (!reach.equals("exact") && !reach.equals("structural")) {
      throw new IOException("'reach' is neither exact nor structural: " + node.path(REACH));
    }
    return new Name(new Identifier(symbols), reach.equals("exact"), books);
  }

  /// Appends all or, in case of an exception, none.
  static void append(Path file, List<Added> before, List<Added> further) throws IOException {
    var lines = new ArrayList<ObjectNode>();
    for (List<Added> part : List.of(before, further)) {
      for (Added one : part) {
        lines.add(line(one));
      }
    }
    AddedLines.write(file, lines);
  }

  private static ObjectNode line(Added added) throws IOException {
    ObjectNode line = Json.object();
    line.set("item", ItemJson.write(added.item()));
    Name earlier = added.names().get(Added.EARLIER);
    if (earlier != null) {
      line.set(TERM_ID, Json.tree(earlier.identifier().symbols()));
      return line.put(REACH, earlier.reach());
    }
    line.set(IDENTIFIERS, identifiers(added));
    return line;
  }

  /// What a line says of names, by system.
  public static ObjectNode identifiers(Added added) {
    ObjectNode all = Json.object();
    added
        .names()
        .forEach((system, name) -> {
          ObjectNode one = all.putObject(system);
          one.set(SYMBOLS, Json.tree(name.identifier().symbols()));
          one.put(REACH, name.reach());
          if (!name.books().isEmpty()) {
            one.put(BOOKS, name.books());
          }
        });
    return all;
  }
}
