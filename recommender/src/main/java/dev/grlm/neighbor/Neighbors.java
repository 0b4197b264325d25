package dev.grlm.neighbor;

import dev.grlm.data.TopK;

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

  void set(int row, TopK nearest) {
    items[row] = nearest.items();
    cosines[row] = new float[nearest.size()];
    for (int place = 0; place < nearest.size(); place++) {
      cosines[row][place] = (float) nearest.score(place);
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
