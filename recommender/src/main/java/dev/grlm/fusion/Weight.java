package dev.grlm.fusion;

/// What an expert counts in a product of experts: the exponent of its factor.
///
/// @param expert its name
/// @param value β
/// @param low lower end of the 95 % interval, from the curvature of the likelihood
/// @param high upper end
public record Weight(String expert, double value, double low, double high) {
  static final double INTERVAL = 1.96;

  static Weight of(String expert, double value, double deviation) {
    return new Weight(expert, value, value - INTERVAL * deviation, value + INTERVAL * deviation);
  }
}
