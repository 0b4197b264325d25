package dev.grlm.baseline;

/// How the item graph is made from training positions; see [ItemGraph].
///
/// The defaults are the fixed settings of the built-in floor (docs/decisions/0014), measured on
/// Amazon Beauty.
///
/// @param window largest distance in positions between two items that are linked, ≥ 1
/// @param reverseWeight weight of the link from the later to the earlier item, relative to the link
///   forward; 0 is a purely forward graph, 1 ignores the order
/// @param outExponent entries are divided by (row sum) to this power
/// @param inExponent entries are divided by (column sum) to this power
public record GraphSettings(
    int window, double reverseWeight, double outExponent, double inExponent) {
  public static final int WINDOW = 20;
  public static final double REVERSE_WEIGHT = .5;
  public static final double OUT_EXPONENT = .5;
  public static final double IN_EXPONENT = .3;

  public static final GraphSettings DEFAULT =
      new GraphSettings(WINDOW, REVERSE_WEIGHT, OUT_EXPONENT, IN_EXPONENT);

  public GraphSettings {
    if (window < 1) {
      throw new IllegalArgumentException("window must be at least 1, is " + window);
    }
    HistoryDecay.requireNonNegative("reverseWeight", reverseWeight);
    HistoryDecay.requireNonNegative("outExponent", outExponent);
    HistoryDecay.requireNonNegative("inExponent", inExponent);
  }
}
