package dev.grlm.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// The layout of the authors' code: `NAME.item.json`, one object from item id to what is known of
/// the item (see [ItemJson]), and `sequential_data.txt`, per user one line of the user and the
/// items, oldest first, with blanks between them.
record GrlmFolder(Path items, Path sequences) implements InputFolder {
  static final String ITEMS = "item.json";
  static final String SEQUENCES = "sequential_data.txt";

  /// Null where `folder` lacks one of the two files.
  ///
  /// @throws IOException when there are several item files
  static @Nullable GrlmFolder in(Path folder, SortedSet<String> names) throws IOException {
    List<String> candidates = names.stream().filter(GrlmFolder::isItems).toList();
    Path sequences = InputFolder.plainOrPacked(folder, names, SEQUENCES);
    if (sequences == null || candidates.isEmpty()) {
      return null;
    }
    if (candidates.size() > 1) {
      throw new IOException(
          folder + ": holds several item files, leave one of them: " + candidates);
    }
    return new GrlmFolder(folder.resolve(candidates.getFirst()), sequences);
  }

  private static boolean isItems(String name) {
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return plain.equals(ITEMS) || plain.endsWith("." + ITEMS);
  }

  @Override
  public List<Path> files() {
    return List.of(items, sequences);
  }

  @Override
  public Dataset read() throws IOException {
    var counts = new Counts();
    var catalog = new Catalog(readItems(counts));
    var histories = readHistories(new HistoryBuilder(catalog, counts));
    return new Dataset(catalog, histories, counts.byReason());
  }

  private List<Item> readItems(Counts counts) throws IOException {
    JsonNode byId = Json.read(items);
    if (!byId.isObject() || byId.isEmpty()) {
      throw new IOException(
          items
              + ": no items; expected one object from item id to item, found "
              + ItemJson.shown(Json.line(byId)));
    }
    var json = new ItemJson(counts);
    var read = new ArrayList<Item>();
    for (var entry : byId.properties()) {
      try {
        read.add(json.read(entry.getKey(), entry.getValue()));
      } catch (IOException broken) {
        throw new IOException(
            items + ": item '" + entry.getKey() + "': " + broken.getMessage(), broken);
      }
    }
    return read;
  }

  private List<History> readHistories(HistoryBuilder histories) throws IOException {
    try (TextLines lines = TextLines.open(sequences)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          addSequence(line.strip().split("\\s+"), lines, histories);
        }
      }
    }
    return histories.build(sequences);
  }

  private static void addSequence(String[] words, TextLines lines, HistoryBuilder histories)
      throws IOException {
    String user = words[0];
    if (histories.knows(user)) {
      throw lines.error("the user '" + user + "' has an earlier line already");
    }
    histories.user(user);
    for (int i = 1; i < words.length; i++) {
      histories.add(user, words[i], i, Part.TRAINING, lines);
    }
  }
}
