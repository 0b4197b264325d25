package dev.grlm.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A data folder in which it is known what comes next: everybody buys the next item of a list,
/// after the last the first.
final class TeaShop {
  private static final List<String> TITLES =
      List.of(
          "Green tea",
          "Tea pot",
          "Tea cup",
          "Black tea",
          "Coffee cup",
          "Coffee pot",
          "Black coffee",
          "Green mug",
          "Black mug",
          "Coffee mug");

  private TeaShop() {}

  /// Items `i0` (green tea) to `i9`, users `u0` to `u399`.
  static Path write(Path folder) throws IOException {
    Files.createDirectory(folder);
    var items = new ArrayList<String>();
    for (int item = 0; item < TITLES.size(); item++) {
      items.add("{\"id\": \"i" + item + "\", \"title\": \"" + TITLES.get(item) + "\"}");
    }
    Files.write(folder.resolve("items.jsonl"), items);
    var rows = new ArrayList<>(List.of("user\titem\tposition"));
    for (int user = 0; user < 400; user++) {
      for (int position = 0; position < 7; position++) {
        rows.add("u" + user + "\ti" + (user + position) % TITLES.size() + "\t" + position);
      }
    }
    Files.write(folder.resolve("interactions.tsv"), rows);
    return folder;
  }
}
