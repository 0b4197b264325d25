package dev.grlm.neighbor;

import io.soabase.recordbuilder.core.RecordBuilder;

/// Settings of the neighbor stage.
///
/// @param k neighbors kept per item
/// @param approximateAbove a catalogue of more items than this gets approximate neighbors
/// @param probes clusters that the approximate search looks into; more find more and take longer
/// @param seed of the approximate search
@RecordBuilder
public record NeighborConfig(int k, int approximateAbove, int probes, long seed)
    implements NeighborConfigBuilder.With {
  /// What the authors' code stores per item; term generation shows the first 5.
  public static final int DEFAULT_K = 20;

  /// Comparing all pairs takes minutes here and a hundred times as long at ten times the items.
  public static final int DEFAULT_APPROXIMATE_ABOVE = 100_000;

  /// See docs/results/scale.md.
  public static final int DEFAULT_PROBES = 128;

  public static final NeighborConfig DEFAULT =
      new NeighborConfig(DEFAULT_K, DEFAULT_APPROXIMATE_ABOVE, DEFAULT_PROBES, 42);

  /// @throws IllegalArgumentException naming the value
  public NeighborConfig {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1: " + k);
    }
    if (approximateAbove < 0) {
      throw new IllegalArgumentException(
          "approximateAbove must not be negative: " + approximateAbove);
    }
    if (probes < 1) {
      throw new IllegalArgumentException("probes must be at least 1: " + probes);
    }
  }
}
