package dev.grlm.demo;

import java.util.List;
import java.util.SplittableRandom;

/// Draws from a seeded generator. Uses [StrictMath] only, so that every machine draws the same. Not
/// thread-safe.
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    this(new SplittableRandom(seed));
  }

  private Chance(SplittableRandom random) {
    this.random = random;
  }

  /// An independent stream, so that a change in one customer's draws does not move the next one's.
  Chance split() {
    return new Chance(random.split());
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  double unit() {
    return random.nextDouble();
  }

  <T> T of(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /// Log-bell factor around 1. The bell is a sum of four uniforms: its tails end at ±3.5 standard
  /// deviations, so that no best-seller towers over the rest.
  double factor(double deviation) {
    double sum = unit() + unit() + unit() + unit() - 2;
    return StrictMath.exp(deviation * sum * StrictMath.sqrt(3));
  }

  /// An index drawn in proportion to `weights`, of which at least one is positive.
  int weighted(double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double rest = unit() * total;
    int last = -1;
    for (int index = 0; index < weights.length; index++) {
      if (weights[index] > 0) {
        last = index;
        rest -= weights[index];
        if (rest < 0) {
          return index;
        }
      }
    }
    // Rounding can leave a crumb of `rest`; the last possible index takes it.
    return last;
  }

  <T> void shuffle(List<T> values) {
    for (int left = values.size() - 1; left > 0; left--) {
      values.set(left, values.set(below(left + 1), values.get(left)));
    }
  }
}
