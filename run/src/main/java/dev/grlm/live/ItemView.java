package dev.grlm.live;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import java.util.List;

/// An item as the run knows it.
///
/// @param added whether it came after the run was fitted
/// @param guessed whether it came without a word that the run knows, so that its terms are the
///   run's commonest and say nothing about it
/// @param neighbors nearest by text first; those of a fitted item are the run's own
public record ItemView(
    Item item, Identifier identifier, boolean added, boolean guessed, List<Neighbor> neighbors) {
  public ItemView {
    neighbors = List.copyOf(neighbors);
  }

  /// @param cosine of the two texts' embeddings
  public record Neighbor(Item item, Identifier identifier, double cosine) {}
}
