package dev.grlm.neighbor;

/// Settings of the neighbor stage.
///
/// @param k neighbors kept per item
public record NeighborConfig(int k) {
  /// What the authors' code stores per item; term generation shows the first 5.
  public static final int DEFAULT_K = 20;

  public static final NeighborConfig DEFAULT = new NeighborConfig(DEFAULT_K);

  /// @throws IllegalArgumentException naming the value
  public NeighborConfig {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1: " + k);
    }
  }
}
