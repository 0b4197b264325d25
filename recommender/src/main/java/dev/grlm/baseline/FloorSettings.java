package dev.grlm.baseline;

/// Everything that can be chosen about the item graph with terms. Defaults from
/// docs/decisions/0014.
///
/// @param termWeight what the similarity of terms counts beside the graph (α), ≥ 0
public record FloorSettings(GraphSettings graph, HistoryDecay history, double termWeight) {
  public static final double TERM_WEIGHT = .1;

  public static final FloorSettings DEFAULT =
      new FloorSettings(GraphSettings.DEFAULT, HistoryDecay.DEFAULT, TERM_WEIGHT);

  public FloorSettings {
    HistoryDecay.requireNonNegative("termWeight", termWeight);
  }
}
