package dev.grlm.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Items that are like another one by their texts: the neighbors that the run was fitted with, by
/// which its Term IDs were made, and for an added item those that it was named beside. The cosine
/// is the same in both directions, so that added items stand among the neighbors of fitted ones
/// too.
final class SimilarItems {
  private SimilarItems() {}

  private record Near(int item, float cosine) {}

  /// The most alike first; empty for an unknown or deleted item.
  static Optional<List<ItemView.Neighbor>> of(Shelf shelf, String id, int limit) {
    int number = shelf.catalog().indexOf(id);
    if (number < 0 || shelf.isDeleted(number)) {
      return Optional.empty();
    }
    var near = new ArrayList<Near>();
    collect(shelf, number, near);
    if (number < shelf.fitted()) {
      collectAdded(shelf, number, near);
    }
    return Optional.of(
        near.stream()
            .filter(one -> !shelf.isDeleted(one.item()))
            .sorted(Comparator.comparingDouble((Near one) -> -one.cosine()))
            .limit(limit)
            .map(one ->
                new ItemView.Neighbor(
                    shelf.catalog().item(one.item()),
                    shelf.identifiers().of(one.item()),
                    (double) one.cosine()))
            .toList());
  }

  private static void collect(Shelf shelf, int number, List<Near> near) {
    int[] items = shelf.neighbors().items()[number];
    for (int place = 0; place < items.length; place++) {
      near.add(new Near(items[place], shelf.neighbors().cosines()[number][place]));
    }
  }

  /// Added items whose neighbor the fitted one is.
  private static void collectAdded(Shelf shelf, int number, List<Near> near) {
    for (int added = shelf.fitted(); added < shelf.catalog().size(); added++) {
      int[] items = shelf.neighbors().items()[added];
      for (int place = 0; place < items.length; place++) {
        if (items[place] == number) {
          near.add(new Near(added, shelf.neighbors().cosines()[added][place]));
        }
      }
    }
  }
}
