package dev.grlm.paper;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetReader;
import dev.grlm.data.History;
import dev.grlm.data.ItemJson;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// A data set without some of its items, drawn at random, and who bought these.
///
/// @param folder `data/` is the rest as a native folder, `new.jsonl` the items, `buyers.tsv` their
///   purchases: user, item, what the user had bought before, without items that are held out
record HeldOutItems(Path folder) {
  /// A purchase of one of the items.
  ///
  /// @param history what the user bought before, oldest first; not empty
  record Purchase(String item, List<String> history) {}

  Path data() {
    return folder.resolve("data");
  }

  Path items() {
    return folder.resolve("new.jsonl");
  }

  private Path buyers() {
    return folder.resolve("buyers.tsv");
  }

  /// Writes the three.
  ///
  /// @param items that are held out, fewer than there are
  static HeldOutItems write(Path data, Path folder, int items, long seed) throws IOException {
    Dataset dataset = DatasetReader.read(data);
    Catalog catalog = dataset.catalog();
    if (items >= catalog.size()) {
      throw new IOException(
          "%s has %d items; %d of them cannot be held out".formatted(data, catalog.size(), items));
    }
    var order = new ArrayList<>(IntStream.range(0, catalog.size()).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    Set<Integer> held = new HashSet<>(order.subList(0, items));
    var written = new HeldOutItems(folder);
    Files.createDirectories(written.data());
    writeItems(written.items(), catalog, held, true);
    writeItems(written.data().resolve("items.jsonl"), catalog, held, false);
    AtomicFile.writeText(
        written.data().resolve("interactions.tsv"),
        writer -> {
          boolean byPerson = dataset.namesPersons();
          writer.write("user\titem" + (byPerson ? "\tperson" : "") + "\n");
          for (History history : dataset.histories()) {
            String person = byPerson ? "\t" + history.person() : "";
            for (int item : history.items()) {
              if (!held.contains(item)) {
                writer.write(history.user() + "\t" + catalog.item(item).id() + person + "\n");
              }
            }
          }
        });
    AtomicFile.writeText(
        written.buyers(),
        writer -> {
          writer.write("user\titem\thistory\n");
          for (History history : dataset.histories()) {
            var before = new ArrayList<String>();
            for (int item : history.items()) {
              String id = catalog.item(item).id();
              if (!held.contains(item)) {
                before.add(id);
              } else if (!before.isEmpty()) {
                writer.write(history.user() + "\t" + id + "\t" + Json.line(before) + "\n");
              }
            }
          }
        });
    return written;
  }

  private static void writeItems(Path file, Catalog catalog, Set<Integer> held, boolean wanted)
      throws IOException {
    AtomicFile.writeText(
        file,
        writer -> {
          for (int item = 0; item < catalog.size(); item++) {
            if (held.contains(item) == wanted) {
              writer.write(Json.line(ItemJson.write(catalog.item(item))) + "\n");
            }
          }
        });
  }

  List<Purchase> purchases() throws IOException {
    var purchases = new ArrayList<Purchase>();
    List<String> lines = Files.readAllLines(buyers());
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      var history = new ArrayList<String>();
      Json.parse(cells[2]).forEach(id -> history.add(id.asText()));
      purchases.add(new Purchase(cells[1], history));
    }
    return purchases;
  }
}
