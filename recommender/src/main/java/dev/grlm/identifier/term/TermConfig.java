package dev.grlm.identifier.term;

import java.util.List;

/// How identifiers are made from an item's text and its neighbors.
///
/// @param length slots of an identifier, ≥ 1
/// @param neighbors how many nearest neighbors an item is seen beside; 0 makes identifiers without
///   context
/// @param collisions what happens to items with the same identifier
/// @param textFields further fields of an item whose text is read
public record TermConfig(
    int length, int neighbors, CollisionPolicy collisions, List<String> textFields) {
  /// Five terms, as in the paper (arXiv 2601.06798).
  public static final int LENGTH = 5;

  /// Five of the stored neighbors are shown (decision 3).
  public static final int NEIGHBORS = 5;

  public static final TermConfig DEFAULT =
      new TermConfig(LENGTH, NEIGHBORS, CollisionPolicy.KEEP, List.of());

  public TermConfig {
    if (length < 1) {
      throw new IllegalArgumentException("length must be at least 1, is " + length);
    }
    if (neighbors < 0) {
      throw new IllegalArgumentException("neighbors must not be negative, is " + neighbors);
    }
    textFields = List.copyOf(textFields);
  }

  public TermConfig withLength(int other) {
    return new TermConfig(other, neighbors, collisions, textFields);
  }

  public TermConfig withNeighbors(int other) {
    return new TermConfig(length, other, collisions, textFields);
  }

  public TermConfig withCollisions(CollisionPolicy other) {
    return new TermConfig(length, neighbors, other, textFields);
  }

  public TermConfig withTextFields(List<String> other) {
    return new TermConfig(length, neighbors, collisions, other);
  }
}
