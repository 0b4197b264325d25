package dev.grlm.codebook;

import dev.grlm.data.Catalog;
import dev.grlm.data.ItemOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The codes of a catalogue's items with what is known of the books that they are from.
///
/// @param order of the items, in which those that nothing else puts before each other are shown
/// @param codes as the items have them
/// @param report as it was written when they were made
/// @param titles levels × codes: of the items that lie nearest to each code; empty for one that no
///   item had, and without a row for a level that only tells items apart
/// @param folder with the quantizer
public record CodeTables(
    Catalog catalog,
    ItemOrder order,
    Codes codes,
    CodebookReport report,
    List<List<String>> titles,
    Path folder) {
  public CodeTables {
    titles = titles.stream().map(List::copyOf).toList();
  }

  /// Of the items that lie nearest to a code; empty where nobody knows.
  ///
  /// @param level from 0
  public String titles(int level, int code) {
    return level < titles.size() && code < titles.get(level).size()
        ? titles.get(level).get(code)
        : "";
  }

  /// The books themselves.
  ///
  /// @throws IOException in one line, when they are missing or broken
  Codebooks books() throws IOException {
    try (Quantizer quantizer = QuantizerFolder.load(folder)) {
      return quantizer.books();
    }
  }
}
