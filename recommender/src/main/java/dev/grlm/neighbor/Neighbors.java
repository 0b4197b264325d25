package dev.grlm.neighbor;

/// For every item its nearest others, nearest first, without itself.
///
/// @param items items × k item indices; a shorter row where the catalogue is small
/// @param cosines same shape
public record Neighbors(int[][] items, float[][] cosines) {
  public Neighbors {
    if (items.length != cosines.length) {
      throw new IllegalArgumentException(
          items.length + " rows of items but " + cosines.length + " rows of cosines");
    }
  }

  public int size() {
    return items.length;
  }

  /// No neighbors for any of `size` items: context-free term generation.
  public static Neighbors none(int size) {
    return new Neighbors(new int[size][0], new float[size][0]);
  }
}
