package dev.grlm.baseline;

import dev.grlm.data.Dataset;
import dev.grlm.data.ItemOrder;
import dev.grlm.data.TopK;

/// Which items are nearest to each item in the item graph, that is by training positions alone.
public final class GraphNeighbors {
  private GraphNeighbors() {}

  /// The `k` heaviest links out of every item, heaviest first, equal ones by training popularity
  /// and id ([ItemOrder]); the link to itself is none. An item that nobody took beside another has
  /// fewer, or none.
  ///
  /// @param k at least 1
  public static int[][] of(Dataset dataset, GraphSettings settings, int k) {
    SparseMatrix links = ItemGraph.of(dataset, settings).weights();
    ItemOrder order = ItemOrder.byPopularity(dataset);
    var nearest = new int[links.rows()][];
    for (int item = 0; item < nearest.length; item++) {
      var top = new TopK(k, order);
      for (int entry = links.start(item); entry < links.end(item); entry++) {
        if (links.column(entry) != item) {
          top.offer(links.column(entry), links.value(entry));
        }
      }
      nearest[item] = top.items();
    }
    return nearest;
  }
}
