package dev.grlm.systems.grlm.compress;

import dev.grlm.data.Catalog;
import dev.grlm.data.DatasetFiles;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import dev.grlm.embed.Encoders;
import dev.grlm.embed.TextEncoder;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.identifier.TermReport;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.system.RunFolder;
import dev.grlm.tensor.Placement;
import java.io.IOException;
import java.nio.file.Path;

/// The Term IDs of a run over a smaller vocabulary, and what became of them.
///
/// @param terms that were asked for
/// @param termsFromItems terms of which the encoder knew no word
/// @param slotsRewritten slots whose term is another one now
/// @param slotsRepaired of these, slots that took a further term to keep the identifier well-formed
/// @param identifiersRepaired items with such a slot
/// @param before statistics of the given Term IDs
/// @param after statistics of the new ones
public record CompressedTerms(
    int terms,
    int termsFromItems,
    int slotsRewritten,
    int slotsRepaired,
    int identifiersRepaired,
    TermReport before,
    TermReport after) {

  /// Writes Term IDs of at most `terms` terms, which a fit takes.
  ///
  /// @param run a run with embeddings and neighbors
  /// @param placement of its encoder, where that is a checkpoint
  /// @param given Term IDs to compress
  /// @param out file to be written
  /// @param seed of the first centroids
  /// @throws IllegalArgumentException when `terms` is less than an identifier has slots
  /// @throws IOException in one line, when a file is missing or broken
  public static CompressedTerms write(
      RunFolder run, Placement placement, Path given, int terms, Path out, long seed)
      throws IOException {
    Catalog catalog = DatasetFiles.read(run.dataset()).catalog();
    Identifiers identifiers = TermIdFile.identifiers(given, catalog);
    if (terms < identifiers.length()) {
      throw new IllegalArgumentException(
          "terms must be at least the %d of an identifier, is %d"
              .formatted(identifiers.length(), terms));
    }
    Embeddings items = EmbeddingFiles.read(run.embeddings(), catalog.size());
    TermEmbeddings rows;
    try (TextEncoder encoder = Encoders.load(run.encoder(), placement)) {
      rows = TermEmbeddings.of(identifiers, encoder, items);
    }
    var compressed = VocabularyCompression.of(rows, terms, seed).compress(identifiers);
    Neighbors neighbors = NeighborFiles.read(run.neighbors(), catalog);
    TermIdFile.write(out, catalog, compressed.identifiers());
    return new CompressedTerms(
        terms,
        rows.fromItems(),
        compressed.slotsRewritten(),
        compressed.slotsRepaired(),
        compressed.identifiersRepaired(),
        TermReport.of(identifiers, neighbors, seed),
        TermReport.of(compressed.identifiers(), neighbors, seed));
  }
}
