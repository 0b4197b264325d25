package dev.grlm.systems.grlm.model;

import dev.grlm.data.Dataset;
import dev.grlm.identifier.Identifiers;
import dev.grlm.system.DecodingConfig;
import dev.grlm.system.IdentifierSearch;

/// The search for Term IDs, by the names of GRLM's rows.
public final class TermSearch {
  /// The row with beams under the trie.
  private static final String ROW = "grlm";

  private TermSearch() {}

  /// @param dataset its training positions order what is tied
  /// @param batch queries that are decoded together
  public static IdentifierSearch of(
      Dataset dataset, Identifiers identifiers, DecodingConfig decoding, int batch) {
    return new IdentifierSearch(ROW, dataset, identifiers, decoding, batch);
  }
}
