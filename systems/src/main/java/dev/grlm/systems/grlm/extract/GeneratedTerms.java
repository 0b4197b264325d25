package dev.grlm.systems.grlm.extract;

import dev.grlm.identifier.Identifiers;
import java.util.List;

/// Identifiers and where their terms come from. The four counts add up to items × length.
///
/// @param identifiers one per item, all well-formed
/// @param fromText slots filled from the item's own text
/// @param fromNeighbors slots filled with terms of its neighbors, because its text is short
/// @param fromCatalog slots filled with the catalogue's most frequent terms, because its neighbors
///   had none left either
/// @param fromItem slots filled with a term made from the item's id: to separate a collision where
///   no word could, or where the whole catalogue has no words
/// @param filled the places of the last two: terms that say nothing about their items
public record GeneratedTerms(
    Identifiers identifiers,
    long fromText,
    long fromNeighbors,
    long fromCatalog,
    long fromItem,
    List<Filled> filled) {
  /// A slot whose term neither the item's text nor its neighborhood holds.
  ///
  /// @param item index
  /// @param slot the first is 0
  /// @param fromCatalog else from the item's id
  public record Filled(int item, int slot, boolean fromCatalog) {}

  public GeneratedTerms {
    filled = List.copyOf(filled);
  }

  /// Share of the slots that the item's own text did not fill, 0 … 1.
  public double filledShare() {
    long slots = fromText + fromNeighbors + fromCatalog + fromItem;
    return slots == 0 ? 0 : 1 - (double) fromText / slots;
  }
}
