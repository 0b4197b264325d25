package dev.grlm.neighbor;

import dev.grlm.data.Catalog;
import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A file of neighbors as GRAM publishes it (`similar_items_sasrec.txt`): a header, then a line for
/// each item, its id and those of its neighbors, nearest first, with one blank between them, or one
/// tab where the header has tabs. What a file says of what is near is not questioned: whether it
/// was made of training positions alone, only its maker knows. Stateless.
public final class AnchorFile {
  private AnchorFile() {}

  /// @param k how many neighbors of an item are taken, at least 1
  /// @return per item of the catalogue, nearest first; none for an item without a line
  /// @throws IOException in one line naming `file`, line and value, when there is no header, an id
  ///   is not in the catalogue, an item has two lines, is its own neighbor or has one twice, or a
  ///   line has none or more than the header; or when the header promises fewer than `k`
  public static int[][] read(Path file, Catalog catalog, int k) throws IOException {
    try (TextLines lines = TextLines.open(file)) {
      return new Reading(lines, catalog, k).read();
    }
  }

  /// The state of reading one file.
  private static final class Reading {
    private final TextLines lines;
    private final Catalog catalog;
    private final int k;
    private final int[][] nearest;
    private final boolean[] read;
    private String separator = " ";
    private int columns;

    Reading(TextLines lines, Catalog catalog, int k) {
      this.lines = lines;
      this.catalog = catalog;
      this.k = k;
      this.nearest = new int[catalog.size()][0];
      this.read = new boolean[catalog.size()];
    }

    int[][] read() throws IOException {
      header();
      for (String line = lines.next(); line != null; line = lines.next()) {
        add(parts(line));
      }
      return nearest;
    }

    private void header() throws IOException {
      String header = lines.next();
      if (header == null) {
        throw lines.error("empty; a header is expected, then a line for each item");
      }
      separator = header.indexOf('\t') >= 0 ? "\t" : " ";
      List<String> names = parts(header);
      columns = names.size();
      if (catalog.indexOf(names.getFirst()) >= 0) {
        throw lines.error(
            "a header is expected, found the line of item '%s'".formatted(names.getFirst()));
      }
      if (columns - 1 < k) {
        throw lines.error(
            "%d neighbors of an item are asked for, the header has %d".formatted(k, columns - 1));
      }
    }

    private List<String> parts(String line) throws IOException {
      List<String> parts = Arrays.asList(line.split(separator, -1));
      if (parts.stream().anyMatch(String::isBlank)) {
        throw lines.error(
            "ids with one %s between them expected: '%s'"
                .formatted(separator.equals("\t") ? "tab" : "blank", line));
      }
      return parts;
    }

    private void add(List<String> ids) throws IOException {
      int item = index(ids.getFirst());
      if (read[item]) {
        throw lines.error("item '" + ids.getFirst() + "' has a line already");
      }
      if (ids.size() < 2 || ids.size() > columns) {
        throw lines.error(
            "item '%s' has %d neighbors, 1 to %d are expected"
                .formatted(ids.getFirst(), ids.size() - 1, columns - 1));
      }
      int[] others = new int[ids.size() - 1];
      for (int place = 0; place < others.length; place++) {
        others[place] = other(ids, item, others, place);
      }
      read[item] = true;
      nearest[item] = Arrays.copyOf(others, Math.min(k, others.length));
    }

    private int other(List<String> ids, int item, int[] before, int place) throws IOException {
      String id = ids.get(place + 1);
      int other = index(id);
      if (other == item) {
        throw lines.error("item '" + id + "' is its own neighbor");
      }
      if (Arrays.stream(before, 0, place).anyMatch(known -> known == other)) {
        throw lines.error("neighbor '" + id + "' stands twice");
      }
      return other;
    }

    private int index(String id) throws IOException {
      int index = catalog.indexOf(id);
      if (index < 0) {
        throw lines.error("no item has the id '" + id + "'");
      }
      return index;
    }
  }
}
