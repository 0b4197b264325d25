package dev.grlm.signal;

import java.util.Arrays;

/// Counted items that are most like one of which nothing was counted. Not copied, must not be
/// changed.
///
/// @param items rising
/// @param weights w_n = c_n² / Σ c of the cosines c, above 0: what is counted of an item n counts
///   so much for the other, less than a mean where nothing is very like it
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
public record Alike(int[] items, double[] weights) {
  /// Weights of a mean, Σ = 1, for what must not become smaller where nothing is very like it: c⁴ /
  /// Σ c⁴, by which a twin counts far more than what is alike at a distance.
  public double[] mixture() {
    double[] mixture = Arrays.stream(weights).map(weight -> weight * weight).toArray();
    double sum = Arrays.stream(mixture).sum();
    Arrays.setAll(mixture, n -> mixture[n] / sum);
    return mixture;
  }
}
