package dev.grlm.codebook;

import java.util.function.DoubleSupplier;

/// Derivatives by central differences.
final class Slope {
  private static final double STEP = 1e-5;

  private Slope() {}

  /// By `values[at]`, which is as before afterwards.
  static double of(DoubleSupplier function, double[] values, int at) {
    double kept = values[at];
    values[at] = kept + STEP;
    double above = function.getAsDouble();
    values[at] = kept - STEP;
    double below = function.getAsDouble();
    values[at] = kept;
    return (above - below) / (2 * STEP);
  }
}
