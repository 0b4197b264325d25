package dev.grlm.train;

import java.util.Arrays;
import java.util.List;

/// How the learning rate goes on after its warm-up.
public enum RateCurve {
  /// A half cosine down to zero.
  COSINE("cosine") {
    @Override
    double share(double progress) {
      return 0.5 * (1 + Math.cos(Math.PI * progress));
    }
  },
  /// A straight line down to zero.
  LINEAR("linear") {
    @Override
    double share(double progress) {
      return 1 - progress;
    }
  },
  CONSTANT("constant") {
    @Override
    double share(double progress) {
      return 1;
    }
  };

  private final String word;

  RateCurve(String word) {
    this.word = word;
  }

  /// @throws IllegalArgumentException naming the word and what it may be
  public static RateCurve parse(String word) {
    for (RateCurve curve : values()) {
      if (curve.word.equals(word)) {
        return curve;
      }
    }
    List<String> known = Arrays.stream(values()).map(RateCurve::word).toList();
    throw new IllegalArgumentException("unknown schedule '" + word + "'; it is one of " + known);
  }

  public String word() {
    return word;
  }

  /// Share of the peak.
  ///
  /// @param progress of the steps after the warm-up, 0…1
  abstract double share(double progress);
}
