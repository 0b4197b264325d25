package dev.grlm.codebook;

import dev.grlm.data.Catalog;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// `codebook.tsv`: what the codes of each level are about, for people: the header `level code items
/// titles`, then a code a row, with the titles of the items that lie nearest to it. Stateless.
public final class CodeTitles {
  /// Titles of a code.
  static final int SHOWN = 5;

  private CodeTitles() {}

  /// Whole or not at all; codes that no item has are named with 0 items.
  public static void write(Path file, Catalog catalog, Quantized quantized) throws IOException {
    AtomicFile.writeText(
        file,
        writer -> {
          writer.write("level\tcode\titems\ttitles\n");
          for (int level = 0; level < quantized.codes().levels(); level++) {
            List<List<Integer>> nearest = nearest(quantized, level);
            for (int code = 0; code < nearest.size(); code++) {
              List<Integer> items = nearest.get(code);
              String titles =
                  String.join(
                      " · ",
                      items.stream().limit(SHOWN).map(item -> title(catalog, item)).toList());
              writer.write((level + 1) + "\t" + code + "\t" + items.size() + "\t" + titles + "\n");
            }
          }
        });
  }

  /// What [#write] wrote.
  ///
  /// @return levels × codes, the titles of each in one text
  /// @throws IOException naming file and line, where it is missing or broken
  public static List<List<String>> read(Path file) throws IOException {
    var titles = new ArrayList<List<String>>();
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (lines.number() > 1) {
          add(titles, line.split("\t", -1), lines);
        }
      }
    }
    return titles;
  }

  private static void add(List<List<String>> titles, String[] cells, TextLines lines)
      throws IOException {
    int levels = titles.size();
    boolean further = levels > 0 && cells[0].equals(Integer.toString(levels));
    if (cells.length != 4 || !(further || cells[0].equals(Integer.toString(levels + 1)))) {
      throw lines.error(
          "expected level, code, items and titles, found '%s'".formatted(String.join(" ", cells)));
    }
    if (!further) {
      titles.add(new ArrayList<>());
    }
    titles.getLast().add(cells[3]);
  }

  /// Of each code of a level its items, nearest first, equally near ones in order of the items.
  static List<List<Integer>> nearest(Quantized quantized, int level) {
    Codes codes = quantized.codes();
    var items = new ArrayList<List<Integer>>();
    for (int code = 0; code < codes.sizes().get(level); code++) {
      items.add(new ArrayList<>());
    }
    for (int item = 0; item < codes.items(); item++) {
      items.get(codes.code(item, level)).add(item);
    }
    double[] distances = quantized.distances()[level];
    items.forEach(ofCode -> ofCode.sort(Comparator.comparingDouble(item -> distances[item])));
    return items;
  }

  /// On one line; the id where there is no title.
  static String title(Catalog catalog, int item) {
    String title = catalog.item(item).title().strip();
    return (title.isEmpty() ? catalog.item(item).id() : title).replaceAll("\\s+", " ");
  }
}
