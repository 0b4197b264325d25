package dev.grlm.system;

import dev.grlm.data.Dataset;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import dev.grlm.ground.CompatibleGrounder;
import dev.grlm.ground.ElasticGrounder;
import dev.grlm.ground.Grounder;
import dev.grlm.ground.GroundingConfig;
import dev.grlm.identifier.Identifiers;

/// How identifiers are searched for and grounded.
///
/// @param beams under the trie; at least as many as items are asked for
/// @param freeBeams without the trie; the paper's code uses 20 (docs/decisions/0006)
/// @param grounding the paper's rule or the published code's
public record DecodingConfig(int beams, int freeBeams, GroundingMode grounding) {
  public static final DecodingConfig DEFAULT = new DecodingConfig(20, 20, GroundingMode.ELASTIC);

  public DecodingConfig {
    if (beams < 1 || freeBeams < 1) {
      throw new IllegalArgumentException(
          "beams and freeBeams must be at least 1: " + beams + ", " + freeBeams);
    }
  }

  /// The grounder of this mode; elastic grounding orders collision groups by training popularity,
  /// then id.
  public Grounder grounder(Dataset dataset, Identifiers identifiers) {
    return switch (grounding) {
      case ELASTIC ->
          new ElasticGrounder(
              identifiers,
              ItemOrder.of(
                  dataset.catalog().items().stream().map(Item::id).toList(), dataset.popularity()),
              GroundingConfig.harmonic(identifiers.length()));
      case COMPATIBLE -> new CompatibleGrounder(identifiers);
    };
  }
}
