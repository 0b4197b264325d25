package dev.grlm.systems.grlm;

import dev.grlm.data.Catalog;
import dev.grlm.io.AtomicFile;
import dev.grlm.systems.grlm.extract.GeneratedTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Marks the terms that say nothing about their items: a Term ID must have all its terms, so that
/// where neither an item's text nor its neighborhood has enough words, others stand in.
final class FilledTerms {
  /// A table beside the identifiers, for people: item, slot (the first is 1), term, from. Not there
  /// where no term is filled in.
  static final String FILE = "filled-terms.tsv";

  private FilledTerms() {}

  static void write(Path file, Catalog catalog, GeneratedTerms generated) throws IOException {
    if (generated.filled().isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    AtomicFile.writeText(
        file,
        writer -> {
          writer.write("item\tslot\tterm\tfrom\n");
          for (GeneratedTerms.Filled place : generated.filled()) {
            writer.write(
                catalog.item(place.item()).id()
                    + "\t"
                    + (place.slot() + 1)
                    + "\t"
                    + generated.identifiers().of(place.item()).symbols().get(place.slot())
                    + "\t"
                    + (place.fromCatalog() ? "catalogue" : "id")
                    + "\n");
          }
        });
  }
}
