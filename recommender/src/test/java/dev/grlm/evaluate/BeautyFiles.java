package dev.grlm.evaluate;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Amazon Beauty with the published Term IDs: ids and sequences only, rows of a user in file order.
record BeautyFiles(Dataset dataset, Identifiers identifiers) {
  private static @Nullable BeautyFiles known;

  /// Reads the files at the first call. Skips the test where the data set is absent.
  static synchronized BeautyFiles read() throws IOException {
    Path folder = SharedData.folder("beauty");
    if (known == null) {
      known = read(folder);
    }
    return known;
  }

  private static BeautyFiles read(Path folder) throws IOException {
    var items = new ArrayList<Item>();
    var identifiers = new ArrayList<Identifier>();
    for (String[] row : rows(folder.resolve("term_ids.tsv"))) {
      items.add(Item.titled(row[0], ""));
      identifiers.add(Identifier.of(row[1], row[2], row[3], row[4], row[5]));
    }
    var catalog = new Catalog(items);
    Map<String, List<Integer>> sequences = new LinkedHashMap<>();
    for (String[] row : rows(folder.resolve("interactions.tsv"))) {
      sequences.computeIfAbsent(row[0], _ -> new ArrayList<>()).add(catalog.indexOf(row[1]));
    }
    List<History> histories =
        sequences.entrySet().stream()
            .map(user ->
                new History(
                    user.getKey(), user.getValue().stream().mapToInt(Integer::intValue).toArray()))
            .toList();
    return new BeautyFiles(
        new Dataset(catalog, histories, new TreeMap<>()), new Identifiers(identifiers));
  }

  private static List<String[]> rows(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.skip(1).map(line -> line.split("\t", -1)).toList();
    }
  }
}
