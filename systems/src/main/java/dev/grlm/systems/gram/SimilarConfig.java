package dev.grlm.systems.gram;

import dev.grlm.sequence.CollaborativeConfig;
import io.soabase.recordbuilder.core.RecordBuilder;

/// Which items are like an item: those whose vectors are nearest in a SASRec of training positions.
///
/// @param items k, that are shown of each; 0 for none
/// @param width of a vector
/// @param collaborative how the vectors are made
@RecordBuilder
public record SimilarConfig(int items, int width, CollaborativeConfig collaborative)
    implements SimilarConfigBuilder.With {
  public static final SimilarConfig DEFAULT =
      new SimilarConfig(10, 64, CollaborativeConfig.DEFAULT);

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public SimilarConfig {
    if (items < 0) {
      throw new IllegalArgumentException("items must not be negative: " + items);
    }
    var _ = collaborative.sasRec(width);
  }

  boolean shown() {
    return items > 0;
  }
}
