package dev.grlm.signal;

import dev.grlm.baseline.GraphSettings;
import dev.grlm.baseline.ItemGraph;
import dev.grlm.data.Dataset;
import dev.grlm.recommend.ScoredItems;

/// What is counted in training positions; graphs when somebody asks, so that a signal that is left
/// out costs nothing.
///
/// @param together the item graph of the floor
/// @param next how often an item came right after another
/// @param blind who stood near whom, in any order
/// @param popular see [PopularSignal]
record Counts(ItemGraph together, ItemGraph next, ItemGraph blind, ScoredItems popular) {
  static final GraphSettings ADJACENT = new GraphSettings(1, 0, 0, 0);
  static final GraphSettings BLIND = new GraphSettings(50, 1, .5, .5);

  static Counts of(Dataset dataset) {
    return new Counts(
        ItemGraph.later(dataset, GraphSettings.DEFAULT),
        ItemGraph.later(dataset, ADJACENT),
        ItemGraph.later(dataset, BLIND),
        PopularSignal.scores(dataset.popularity()));
  }

  /// The same, in a larger catalogue.
  Counts padded(int items) {
    return new Counts(together.padded(items), next.padded(items), blind.padded(items), popular);
  }

  /// Size of the catalogue.
  int items() {
    return together.items();
  }
}
