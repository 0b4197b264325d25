package dev.grlm.neighbor;

/// Settings of the neighbor stage.
///
/// @param k neighbors kept per item
/// @param approximateAbove a catalogue of more items than this gets approximate neighbors
/// @param search how approximate neighbors are found
/// @param probes clusters that a search by clusters looks into; more find more and take longer
/// @param breadth candidates that a search by graph keeps, at least k + 1; more find more and take
///   longer
/// @param seed of the approximate search
public record NeighborConfig(
    int k, int approximateAbove, NeighborSearch search, int probes, int breadth, long seed) {
  /// What the authors' code stores per item; term generation shows the first 5.
  public static final int DEFAULT_K = 20;

  /// Comparing all pairs takes minutes here and a hundred times as long at ten times the items.
  public static final int DEFAULT_APPROXIMATE_ABOVE = 100_000;

  /// See docs/results/scale.md.
  public static final int DEFAULT_PROBES = 128;

  public static final int DEFAULT_BREADTH = 128;

  private static final int MOST_BREADTH = 10_000;

  public static final NeighborConfig DEFAULT =
      new NeighborConfig(
          DEFAULT_K,
          DEFAULT_APPROXIMATE_ABOVE,
          NeighborSearch.CLUSTERS,
          DEFAULT_PROBES,
          DEFAULT_BREADTH,
          42);

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
    if (breadth < 1 || breadth > MOST_BREADTH) {
      throw new IllegalArgumentException(
          "breadth must be within 1 and " + MOST_BREADTH + ": " + breadth);
    }
  }

  public NeighborConfig withK(int other) {
    return new NeighborConfig(other, approximateAbove, search, probes, breadth, seed);
  }
}
