package dev.grlm.cli;

import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A shop of 24 items and 30 users who buy one after the other, and a model that fits in seconds.
public final class TinyShop {
  private static final List<String> KINDS =
      List.of("kettle", "teapot", "mug", "saucer", "strainer", "caddy");
  private static final List<String> COLORS = List.of("red", "blue", "green", "white");
  public static final int ITEMS = KINDS.size() * COLORS.size();
  public static final int USERS = 30;
  private static final int PURCHASES = 6;

  /// Makes every model small and every stage short.
  public static final List<String> SETTINGS =
      sets(
          "small.width=16",
          "small.heads=2",
          "small.layers=1",
          "small.hidden=32",
          "small.slotHidden=16",
          "small.training.epochs=2",
          "embedding.dimensions=8",
          "evaluation.resamples=20",
          "evaluation.tuneFloor=false");

  private TinyShop() {}

  private static List<String> sets(String... settings) {
    var options = new ArrayList<String>();
    for (String setting : settings) {
      options.addAll(List.of("--set", setting));
    }
    return List.copyOf(options);
  }

  /// `arguments` followed by [#SETTINGS].
  public static List<String> quick(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(SETTINGS);
    return all;
  }

  /// One JSON object per item, `i1` onwards.
  public static List<String> items() {
    var lines = new ArrayList<String>();
    for (String kind : KINDS) {
      for (String color : COLORS) {
        lines.add(
            Json.line(
                Map.of(
                    "id",
                    "i" + (lines.size() + 1),
                    "title",
                    color + " " + kind + " for tea",
                    "brand",
                    color.equals("red") ? "Alder" : "Birch",
                    "categories",
                    List.of("Kitchen", kind))));
      }
    }
    return lines;
  }

  /// `user item position` of the users `u1` onwards; user n begins with item n.
  public static List<String> interactions() {
    var lines = new ArrayList<String>();
    for (int user = 1; user <= USERS; user++) {
      for (int position = 0; position < PURCHASES; position++) {
        int item = (user + position - 1) % ITEMS + 1;
        lines.add("u" + user + "\ti" + item + "\t" + position);
      }
    }
    return lines;
  }

  /// Five terms per item in the format of `term_ids.tsv`.
  public static List<String> termIds() {
    var lines = new ArrayList<String>();
    lines.add("item\tterm1\tterm2\tterm3\tterm4\tterm5");
    for (int item = 1; item <= ITEMS; item++) {
      String kind = KINDS.get((item - 1) / COLORS.size());
      String color = COLORS.get((item - 1) % COLORS.size());
      lines.add("i" + item + "\ttea\t" + kind + "\t" + color + "\tkitchen\t" + color + "-" + kind);
    }
    return lines;
  }

  /// A native folder with these lines.
  public static Path write(Path folder, List<String> items, List<String> interactions)
      throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("items.jsonl"), items);
    var table = new ArrayList<>(List.of("user\titem\tposition"));
    table.addAll(interactions);
    Files.write(folder.resolve("interactions.tsv"), table);
    return folder;
  }

  public static Path write(Path folder) throws IOException {
    return write(folder, items(), interactions());
  }
}
