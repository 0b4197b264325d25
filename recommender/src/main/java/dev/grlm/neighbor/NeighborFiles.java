package dev.grlm.neighbor;

import dev.grlm.data.Catalog;
import dev.grlm.io.AtomicFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// `neighbors.tsv`: `item`, `rank` from 1, `neighbor`, `cosine` with six decimals; ids as in the
/// catalogue, the lines of an item together. An item without lines has no neighbors. Stateless.
public final class NeighborFiles {
  static final String HEADER = "item\trank\tneighbor\tcosine";

  /// How far a cosine may stand beyond 1 or above its predecessor by rounding to six decimals.
  private static final float ROUNDING = 1e-4f;

  private NeighborFiles() {}

  /// @throws IllegalArgumentException when `neighbors` is not of this catalogue's size
  /// @throws IOException naming `file` and the item, when an id cannot stand in a table
  public static void write(Path file, Neighbors neighbors, Catalog catalog) throws IOException {
    if (neighbors.size() != catalog.size()) {
      throw new IllegalArgumentException(
          "neighbors of %d items, but the catalogue has %d"
              .formatted(neighbors.size(), catalog.size()));
    }
    AtomicFile.writeText(
        file,
        writer -> {
          writer.write(HEADER + "\n");
          for (int item = 0; item < neighbors.size(); item++) {
            writeItem(writer, item, neighbors, catalog);
          }
        });
  }

  private static void writeItem(
      BufferedWriter writer, int item, Neighbors neighbors, Catalog catalog) throws IOException {
    int[] others = neighbors.items()[item];
    for (int place = 0; place < others.length; place++) {
      writer.write(id(catalog, item));
      writer.write("\t" + (place + 1) + "\t");
      writer.write(id(catalog, others[place]));
      writer.write(String.format(Locale.ROOT, "\t%.6f\n", neighbors.cosines()[item][place]));
    }
  }

  private static String id(Catalog catalog, int item) throws IOException {
    String id = catalog.item(item).id();
    if (id.indexOf('\t') >= 0 || id.indexOf('\n') >= 0 || id.indexOf('\r') >= 0) {
      throw new IOException("the id of item " + item + " holds a tab or a line end");
    }
    return id;
  }

  /// @throws IOException in one line naming `file`, line and value, when an id is not in the
  ///   catalogue, an item is its own neighbor or has one twice, ranks do not count up from 1, or
  ///   cosines are no numbers or rise
  public static Neighbors read(Path file, Catalog catalog) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return new Reading(file, catalog).read(lines);
    } catch (NoSuchFileException missing) {
      throw new IOException(file + ": no such file", missing);
    } catch (CharacterCodingException broken) {
      throw new IOException(file + ": not UTF-8", broken);
    }
  }

  /// The state of reading one file.
  private static final class Reading {
    private final Path file;
    private final Catalog catalog;
    private final int[][] items;
    private final float[][] cosines;
    private int previous = -1;
    private long lineNumber;

    Reading(Path file, Catalog catalog) {
      this.file = file;
      this.catalog = catalog;
      this.items = new int[catalog.size()][0];
      this.cosines = new float[catalog.size()][0];
    }

    Neighbors read(BufferedReader lines) throws IOException {
      lineNumber = 1;
      String header = lines.readLine();
      if (!HEADER.equals(header)) {
        throw wrong(
            "header '" + HEADER.replace("\t", "\\t") + "' expected, found '" + header + "'");
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lineNumber++;
        add(line);
      }
      return new Neighbors(items, cosines);
    }

    private void add(String line) throws IOException {
      List<String> columns = Arrays.asList(line.split("\t", -1));
      if (columns.size() != 4) {
        throw wrong("4 columns expected, found " + columns.size() + ": '" + line + "'");
      }
      int item = index(columns.get(0));
      int neighbor = index(columns.get(2));
      int known = items[item].length;
      if (known > 0 && item != previous) {
        throw wrong("the lines of item '" + columns.get(0) + "' do not stand together");
      }
      if (!columns.get(1).equals(Integer.toString(known + 1))) {
        throw wrong("rank " + (known + 1) + " expected, found '" + columns.get(1) + "'");
      }
      if (neighbor == item) {
        throw wrong("item '" + columns.get(0) + "' is its own neighbor");
      }
      if (Arrays.stream(items[item]).anyMatch(other -> other == neighbor)) {
        throw wrong("neighbor '" + columns.get(2) + "' stands twice");
      }
      float cosine = cosine(columns.get(3));
      if (known > 0 && cosine > cosines[item][known - 1] + ROUNDING) {
        throw wrong("cosine " + columns.get(3) + " is above that of the rank before");
      }
      items[item] = Arrays.copyOf(items[item], known + 1);
      cosines[item] = Arrays.copyOf(cosines[item], known + 1);
      items[item][known] = neighbor;
      cosines[item][known] = cosine;
      previous = item;
    }

    private int index(String id) throws IOException {
      int index = catalog.indexOf(id);
      if (index < 0) {
        throw wrong("no item '" + id + "' in the catalogue");
      }
      return index;
    }

    private float cosine(String text) throws IOException {
      float cosine;
      try {
        cosine = Float.parseFloat(text);
      } catch (NumberFormatException broken) {
        throw wrong("a cosine expected, found '" + text + "'");
      }
      // written so that NaN fails
      if (!(Math.abs(cosine) <= 1 + ROUNDING)) {
        throw wrong("a cosine within -1 and 1 expected, found '" + text + "'");
      }
      return cosine;
    }

    private IOException wrong(String what) {
      return new IOException(file + ":" + lineNumber + ": " + what);
    }
  }
}
