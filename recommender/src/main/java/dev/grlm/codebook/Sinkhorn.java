package dev.grlm.codebook;

import java.util.Arrays;

/// Spreads items evenly over codes: the plan that is near to what the distances ask for, by
/// entropy, while every item is given once and every code is taken equally often (Cuturi 2013,
/// arXiv 1306.0895). Distances are centred and brought to −1 … 1 before, as in the code of LC-Rec.
/// Immutable.
///
/// @param epsilon ε; the smaller, the more the distances count
/// @param rounds of scaling items, then codes
public record Sinkhorn(double epsilon, int rounds) {
  /// Of LC-Rec and LETTER.
  public static final Sinkhorn DEFAULT = new Sinkhorn(.003, 50);

  private static final double SMALL = 1e-5;

  /// @throws IllegalArgumentException naming the values
  public Sinkhorn {
    // exp(−2/ε) is still a number at .003.
    if (!(epsilon >= .003) || rounds < 1) {
      throw new IllegalArgumentException(
          "epsilon must be at least .003 and rounds at least 1: %s, %d".formatted(epsilon, rounds));
    }
  }

  /// The plan, items × codes: the codes add up to 1/K each, the items, if rounds were enough, to
  /// 1/B.
  ///
  /// @param distances items × codes, row-major
  public double[] plan(double[] distances, int items, int codes) {
    double[] plan = weights(distances, items, codes);
    double[] ofItems = new double[items];
    double[] ofCodes = new double[codes];
    Arrays.fill(ofCodes, 1);
    for (int round = 0; round < rounds; round++) {
      for (int item = 0; item < items; item++) {
        ofItems[item] = 1 / (items * dot(plan, item * codes, ofCodes));
      }
      scaleCodes(plan, ofItems, ofCodes);
    }
    for (int item = 0; item < items; item++) {
      for (int code = 0; code < codes; code++) {
        plan[item * codes + code] *= ofItems[item] * ofCodes[code];
      }
    }
    return plan;
  }

  /// Of every item the code that it is given most of; the first one on ties.
  public int[] codes(double[] distances, int items, int codes) {
    double[] plan = plan(distances, items, codes);
    var chosen = new int[items];
    for (int item = 0; item < items; item++) {
      for (int code = 1; code < codes; code++) {
        if (plan[item * codes + code] > plan[item * codes + chosen[item]]) {
          chosen[item] = code;
        }
      }
    }
    return chosen;
  }

  /// exp(−d/ε) of centred distances, each row divided by its largest, which the plan does not feel.
  private double[] weights(double[] distances, int items, int codes) {
    double least = Arrays.stream(distances).min().orElse(0);
    double most = Arrays.stream(distances).max().orElse(0);
    double half = (most - least) / 2 + SMALL;
    var weights = new double[distances.length];
    for (int item = 0; item < items; item++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int i = item * codes; i < (item + 1) * codes; i++) {
        nearest = Math.min(nearest, distances[i]);
      }
      for (int i = item * codes; i < (item + 1) * codes; i++) {
        weights[i] = Math.exp(-(distances[i] - nearest) / half / epsilon);
      }
    }
    return weights;
  }

  private static void scaleCodes(double[] plan, double[] ofItems, double[] ofCodes) {
    int codes = ofCodes.length;
    Arrays.fill(ofCodes, 0);
    for (int item = 0; item < ofItems.length; item++) {
      double weight = ofItems[item];
      int start = item * codes;
      for (int code = 0; code < codes; code++) {
        ofCodes[code] += weight * plan[start + code];
      }
    }
    for (int code = 0; code < codes; code++) {
      ofCodes[code] = 1 / (codes * ofCodes[code]);
    }
  }

  private static double dot(double[] plan, int start, double[] ofCodes) {
    // Four sums, because one alone waits for itself at every step.
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int code = 0;
    for (; code + 3 < ofCodes.length; code += 4) {
      sum0 += plan[start + code] * ofCodes[code];
      sum1 += plan[start + code + 1] * ofCodes[code + 1];
      sum2 += plan[start + code + 2] * ofCodes[code + 2];
      sum3 += plan[start + code + 3] * ofCodes[code + 3];
    }
    for (; code < ofCodes.length; code++) {
      sum0 += plan[start + code] * ofCodes[code];
    }
    return sum0 + sum1 + sum2 + sum3;
  }
}
