package dev.grlm.identifier;

import dev.grlm.data.Catalog;
import dev.grlm.neighbor.Neighbors;

/// Gives every item of a catalogue its identifier: the step in which generative recommenders
/// differ.
public interface ItemTokenizer {
  /// Every item gets an identifier of the same length. Deterministic.
  Identifiers tokenize(Catalog catalog, Neighbors neighbors);
}
