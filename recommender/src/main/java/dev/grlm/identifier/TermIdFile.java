package dev.grlm.identifier;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.io.AtomicFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Term IDs as a file: tab-separated, one header line `item term1 … termL`, one row per item; a
/// name that ends in `.gz` is gzip of the same.
///
/// Identifiers that differ in length stand in a table of the longest: what a shorter one lacks are
/// empty cells at the end of its row. They are read by who knows what to do with them
/// ([#readOfAnyLength]); everybody else refuses such a row.
///
/// Terms are normalised while reading ([TermNormalForm]) and otherwise taken as they are; a term
/// that an item has twice is counted, not rejected, because the paper's own files have some.
///
/// @param length terms per item, of the longest where they differ, ≥ 1
/// @param byItem identifiers by item id, in the order of the file
/// @param repeated rows that have a term twice
public record TermIdFile(int length, Map<String, Identifier> byItem, long repeated) {
  private static final String ITEM_COLUMN = "item";
  private static final String TERM_COLUMN = "term";

  public TermIdFile {
    byItem = Collections.unmodifiableMap(new LinkedHashMap<>(byItem));
  }

  /// @throws IOException in one line naming file, line and value: a wrong header, a row with
  ///   another number of terms, an empty term, an item named twice, a file that is not text
  public static TermIdFile read(Path file) throws IOException {
    return read(file, false);
  }

  /// As [#read], identifiers that differ in length, too; the first term must be there.
  public static TermIdFile readOfAnyLength(Path file) throws IOException {
    return read(file, true);
  }

  private static TermIdFile read(Path file, boolean anyLength) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a directory");
    }
    try (InputStream stream = open(file);
        // The decoder of this constructor would replace broken bytes; a new one reports them.
        var lines =
            new BufferedReader(
                new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder()))) {
      return parse(file, lines, anyLength);
    } catch (NoSuchFileException missing) {
      throw new IOException(file + ": no such file", missing);
    } catch (CharacterCodingException | ZipException | EOFException broken) {
      throw new IOException(file + ": cannot be read: " + broken.getMessage(), broken);
    }
  }

  /// The identifiers of a catalogue's items, in its order; what else `file` holds is left out.
  ///
  /// @throws IOException as [#read], and naming the first item that has no row
  public static Identifiers identifiers(Path file, Catalog catalog) throws IOException {
    return new Identifiers(read(file).inOrder(file, catalog));
  }

  /// As [#identifiers], identifiers that differ in length, too.
  public static Identifiers identifiersOfAnyLength(Path file, Catalog catalog) throws IOException {
    return Identifiers.ofAnyLength(readOfAnyLength(file).inOrder(file, catalog));
  }

  private List<Identifier> inOrder(Path file, Catalog catalog) throws IOException {
    var inOrder = new ArrayList<Identifier>(catalog.size());
    for (Item item : catalog.items()) {
      Identifier identifier = byItem.get(item.id());
      if (identifier == null) {
        throw new IOException(file + ": no row for item '" + item.id() + "' of the catalogue");
      }
      inOrder.add(identifier);
    }
    return inOrder;
  }

  /// Writes the file that [#read] takes, whole or not at all.
  ///
  /// @throws IllegalArgumentException when the two are about different numbers of items
  /// @throws IOException naming the item, when its id or a term has a tab or a line break
  public static void write(Path file, Catalog catalog, Identifiers identifiers) throws IOException {
    if (catalog.size() != identifiers.size()) {
      throw new IllegalArgumentException(
          identifiers.size() + " identifiers for a catalogue of " + catalog.size());
    }
    AtomicFile.writeText(
        file,
        writer -> {
          writer.write(String.join("\t", header(identifiers.length())));
          writer.write('\n');
          for (int item = 0; item < catalog.size(); item++) {
            writeRow(writer, catalog.item(item), identifiers.of(item), identifiers.length());
          }
        });
  }

  private static void writeRow(BufferedWriter writer, Item item, Identifier identifier, int length)
      throws IOException {
    var cells = new ArrayList<String>();
    cells.add(item.id());
    cells.addAll(identifier.symbols());
    cells.addAll(Collections.nCopies(length - identifier.length(), ""));
    for (String cell : cells) {
      if (cell.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
        throw new IOException(
            "item '" + item.id() + "' has a tab or a line break in '" + cell + "'");
      }
    }
    writer.write(String.join("\t", cells));
    writer.write('\n');
  }

  private static TermIdFile parse(Path file, BufferedReader lines, boolean anyLength)
      throws IOException {
    int length = length(file, lines.readLine());
    var byItem = new LinkedHashMap<String, Identifier>();
    long repeated = 0;
    String line;
    for (int number = 2; (line = lines.readLine()) != null; number++) {
      List<String> cells = Arrays.asList(line.split("\t", -1));
      if (cells.size() != length + 1) {
        throw broken(
            file, number, "expected an item and " + length + " terms, found '" + line + "'");
      }
      Identifier identifier = identifier(file, number, anyLength ? withoutEmptyEnd(cells) : cells);
      if (byItem.putIfAbsent(cells.getFirst(), identifier) != null) {
        throw broken(file, number, "item '" + cells.getFirst() + "' has a row already");
      }
      repeated += new HashSet<>(identifier.symbols()).size() < identifier.length() ? 1 : 0;
    }
    return new TermIdFile(length, byItem, repeated);
  }

  /// Item and first term stay.
  private static List<String> withoutEmptyEnd(List<String> cells) {
    int end = cells.size();
    while (end > 2 && cells.get(end - 1).isEmpty()) {
      end--;
    }
    return cells.subList(0, end);
  }

  private static int length(Path file, @Nullable String line) throws IOException {
    String[] cells = line == null ? new String[0] : line.split("\t", -1);
    if (cells.length < 2 || !Arrays.asList(cells).equals(header(cells.length - 1))) {
      throw broken(file, 1, "expected the header 'item term1 …', found '" + line + "'");
    }
    return cells.length - 1;
  }

  private static List<String> header(int length) {
    var header = new ArrayList<String>();
    header.add(ITEM_COLUMN);
    for (int slot = 1; slot <= length; slot++) {
      header.add(TERM_COLUMN + slot);
    }
    return header;
  }

  private static Identifier identifier(Path file, int number, List<String> cells)
      throws IOException {
    var terms = new ArrayList<String>();
    for (String cell : cells.subList(1, cells.size())) {
      String term = TermNormalForm.of(cell);
      if (term.isEmpty()) {
        throw broken(
            file, number, "item '" + cells.getFirst() + "' has the empty term '" + cell + "'");
      }
      terms.add(term);
    }
    return new Identifier(terms);
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    if (!file.toString().endsWith(".gz")) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw);
    } catch (IOException failure) {
      raw.close();
      throw failure;
    }
  }

  private static IOException broken(Path file, int line, String reason) {
    return new IOException(file + ":" + line + ": " + reason);
  }
}
