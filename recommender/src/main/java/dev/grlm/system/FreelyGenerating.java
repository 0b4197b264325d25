package dev.grlm.system;

import dev.grlm.recommend.Recommender;

/// Ability: generates identifiers that no item needs to have, and grounds them.
public interface FreelyGenerating {
  /// Brings up items that are reachable structurally only, too.
  Recommender free();
}
