package dev.grlm.run;

import dev.grlm.data.Dataset;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import dev.grlm.data.Split;
import dev.grlm.ground.CompatibleGrounder;
import dev.grlm.ground.ElasticGrounder;
import dev.grlm.ground.Grounder;
import dev.grlm.ground.GroundingConfig;
import dev.grlm.identifier.Identifiers;

/// Training popularity and what hangs on it.
final class Popularity {
  private Popularity() {}

  /// How often each item occurs in training positions.
  static long[] of(Dataset dataset) {
    var counts = new long[dataset.catalog().size()];
    dataset
        .histories()
        .forEach(history -> {
          for (int item : Split.training(history)) {
            counts[item]++;
          }
        });
    return counts;
  }

  /// The grounder the configuration asks for; elastic grounding orders collision groups by
  /// popularity, then id.
  static Grounder grounder(Dataset dataset, Identifiers identifiers, GrlmConfig config) {
    return switch (config.decoding().grounding()) {
      case ELASTIC ->
          new ElasticGrounder(
              identifiers,
              ItemOrder.of(dataset.catalog().items().stream().map(Item::id).toList(), of(dataset)),
              GroundingConfig.harmonic(identifiers.length()));
      case COMPATIBLE -> new CompatibleGrounder(identifiers);
    };
  }
}
