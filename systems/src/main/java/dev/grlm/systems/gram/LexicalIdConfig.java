package dev.grlm.systems.gram;

import dev.grlm.ground.GroundingConfig;
import io.soabase.recordbuilder.core.RecordBuilder;

/// How items are named by words.
///
/// @param kind what the words say
/// @param children c, clusters that a cluster is cut into, at most
/// @param depth l, words of an identifier that needs no number; fewer where there are none
/// @param restarts of k-means at every cluster, of which the tightest is taken
/// @param firstWords of an item's text that are read
/// @param minimumItems in how many items a word must be to come before those that are in fewer
@RecordBuilder
public record LexicalIdConfig(
    IdKind kind, int children, int depth, int restarts, int firstWords, int minimumItems)
    implements LexicalIdConfigBuilder.With {
  public static final LexicalIdConfig DEFAULT =
      new LexicalIdConfig(IdKind.HIERARCHICAL, 32, 4, 5, 128, 5);

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public LexicalIdConfig {
    if (depth < 1 || depth >= GroundingConfig.MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "depth must be at least 1 and below %d: %d"
              .formatted(GroundingConfig.MAXIMUM_LENGTH, depth));
    }
    if (children < 2 || restarts < 1 || firstWords < 1 || minimumItems < 1) {
      throw new IllegalArgumentException(
          "children must be at least 2, restarts, firstWords and minimumItems at least 1:"
              + " %d, %d, %d, %d".formatted(children, restarts, firstWords, minimumItems));
    }
  }
}
