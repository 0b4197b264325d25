package dev.grlm.codebook;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.TextLines;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `codes.tsv`: the header `item level1/256 level2/256 …` with the number of codes of each level,
/// then an item a row with its code at each, in the order of the catalogue, tab-separated.
/// Stateless.
public final class CodesFile {
  private static final Pattern LEVEL = Pattern.compile("level(\\d+)/(\\d{1,9})");

  private CodesFile() {}

  /// Whole or not at all.
  ///
  /// @throws IOException naming the item, when its id has a tab or a line break
  public static void write(Path file, Catalog catalog, Codes codes) throws IOException {
    if (catalog.size() != codes.items()) {
      throw new IllegalArgumentException(
          codes.items() + " items have codes, the catalogue has " + catalog.size());
    }
    AtomicFile.writeText(
        file,
        writer -> {
          writer.write("item");
          for (int level = 0; level < codes.levels(); level++) {
            writer.write("\tlevel" + (level + 1) + "/" + codes.sizes().get(level));
          }
          writer.write('\n');
          for (int item = 0; item < codes.items(); item++) {
            writeRow(writer, catalog.item(item), codes.of(item));
          }
        });
  }

  private static void writeRow(BufferedWriter writer, Item item, int[] codes) throws IOException {
    if (item.id().chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
      throw new IOException("the item '" + item.id() + "' has a tab or a line break in its id");
    }
    writer.write(item.id());
    for (int code : codes) {
      writer.write("\t" + code);
    }
    writer.write('\n');
  }

  /// @throws IOException in one line naming file, line and value: a wrong header, a row of another
  ///   length, a code that its level has not, an item that is not the catalogue's next one
  public static Codes read(Path file, Catalog catalog) throws IOException {
    try (TextLines lines = TextLines.open(file)) {
      List<Integer> sizes = header(file, lines.next());
      var byItem = new int[catalog.size()][];
      for (int item = 0; item < byItem.length; item++) {
        byItem[item] = row(file, item + 2, lines.next(), catalog.item(item), sizes);
      }
      String further = lines.next();
      if (further != null) {
        throw broken(file, byItem.length + 2, "the catalogue has no item for '" + further + "'");
      }
      return new Codes(sizes, byItem);
    }
  }

  private static List<Integer> header(Path file, @Nullable String line) throws IOException {
    List<String> cells = line == null ? List.of() : Arrays.asList(line.split("\t", -1));
    var sizes = new ArrayList<Integer>();
    for (int cell = 1; cell < cells.size(); cell++) {
      Matcher level = LEVEL.matcher(cells.get(cell));
      boolean fits = level.matches() && level.group(1).equals(Integer.toString(cell));
      sizes.add(fits ? Integer.parseInt(level.group(2)) : 0);
    }
    if (sizes.isEmpty()
        || !cells.getFirst().equals("item")
        || sizes.size() > Codes.MOST_LEVELS
        || sizes.contains(0)) {
      throw broken(
          file, 1, "expected the header 'item level1/SIZE level2/SIZE …', found '" + line + "'");
    }
    return sizes;
  }

  private static int[] row(
      Path file, int number, @Nullable String line, Item item, List<Integer> sizes)
      throws IOException {
    if (line == null) {
      throw broken(file, number, "no row for item '" + item.id() + "' of the catalogue");
    }
    String[] cells = line.split("\t", -1);
    if (!cells[0].equals(item.id())) {
      throw broken(
          file,
          number,
          "the catalogue's next item is '%s', found '%s'".formatted(item.id(), cells[0]));
    }
    if (cells.length != sizes.size() + 1) {
      throw broken(file, number, "expected " + sizes.size() + " codes, found '" + line + "'");
    }
    var codes = new int[sizes.size()];
    for (int level = 0; level < codes.length; level++) {
      codes[level] = code(cells[level + 1]);
      if (codes[level] < 0 || codes[level] >= sizes.get(level)) {
        throw broken(
            file,
            number,
            "level %d has the codes 0 … %d, found '%s'"
                .formatted(level + 1, sizes.get(level) - 1, cells[level + 1]));
      }
    }
    return codes;
  }

  /// Negative for what is none.
  private static int code(String cell) {
    return cell.matches("[0-9]{1,9}") ? Integer.parseInt(cell) : -1;
  }

  private static IOException broken(Path file, int line, String reason) {
    return new IOException(file + ":" + line + ": " + reason);
  }
}
