package dev.grlm.fusion;

import dev.grlm.fusion.Choices.Choice;
import java.util.Arrays;

/// Weights of experts, by the likelihood of what users chose: the probability of a candidate is the
/// softmax over all candidates of Σ β_k · feature_k (conditional logit, McFadden 1974; the listwise
/// loss of ListNet with one relevant item). The logarithm of the likelihood minus ½ · shrinkage · Σ
/// (β_k − start_k)² is concave, and Newton's method finds its one maximum.
///
/// @param shrinkage how many users' information the start is worth, ≥ 0; above 0 the maximum exists
///   whatever the experts say
record ListwiseFit(double shrinkage) {
  private static final int MOST_STEPS = 50;
  private static final double SMALL = 1e-7;

  /// @param weights β, 0 for experts that were not used
  /// @param deviations standard deviation of each weight, from the curvature at the maximum
  record Outcome(double[] weights, double[] deviations) {}

  /// @param used which experts have a weight; the others' is 0
  /// @param start what the weights are drawn towards
  Outcome fit(Choices choices, boolean[] used, double[] start) {
    return fit(choices, used, start, start);
  }

  /// As [#fit(Choices, boolean\[\], double\[\])], sooner where something near is known.
  ///
  /// @param near weights from which the maximum is looked for
  Outcome fit(Choices choices, boolean[] used, double[] start, double[] near) {
    int[] columns = columns(used);
    var weights = new double[columns.length];
    Arrays.setAll(weights, i -> near[columns[i]]);
    var centre = new double[columns.length];
    Arrays.setAll(centre, i -> start[columns[i]]);
    var sums = new Sums(columns, shrinkage);
    double value = sums.at(choices, weights, centre);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] direction = Cholesky.solve(sums.curvature, sums.slope);
      double promised = dot(direction, sums.slope);
      if (promised < SMALL) {
        break;
      }
      // Halved until it is uphill: far from the maximum a full step may go too far.
      double length = 1;
      double[] next = moved(weights, direction, length);
      double reached = sums.at(choices, next, centre);
      while (reached < value && length > SMALL) {
        length /= 2;
        next = moved(weights, direction, length);
        reached = sums.at(choices, next, centre);
      }
      weights = next;
      value = reached;
    }
    return outcome(columns, used.length, weights, sums.curvature);
  }

  private static Outcome outcome(
      int[] columns, int experts, double[] weights, double[][] curvature) {
    var all = new double[experts];
    var deviations = new double[experts];
    for (int i = 0; i < columns.length; i++) {
      all[columns[i]] = weights[i];
      var unit = new double[columns.length];
      unit[i] = 1;
      deviations[columns[i]] = Math.sqrt(Cholesky.solve(curvature, unit)[i]);
    }
    return new Outcome(all, deviations);
  }

  private static int[] columns(boolean[] used) {
    var columns = new int[used.length];
    int count = 0;
    for (int expert = 0; expert < used.length; expert++) {
      if (used[expert]) {
        columns[count++] = expert;
      }
    }
    return Arrays.copyOf(columns, count);
  }

  private static double[] moved(double[] from, double[] direction, double length) {
    var moved = from.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += length * direction[i];
    }
    return moved;
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  /// Logarithm of the probability of what a user chose.
  static double logLikelihood(Choice choice, double[] weights) {
    double[] scores = scores(choice, weights);
    double highest = Arrays.stream(scores).max().orElseThrow();
    double total = 0;
    for (double score : scores) {
      total += Math.exp(score - highest);
    }
    return scores[choice.chosen()] - highest - Math.log(total);
  }

  /// Σ β_k · feature_k of every candidate.
  static double[] scores(Choice choice, double[] weights) {
    var scores = new double[choice.features().length / weights.length];
    for (int row = 0; row < scores.length; row++) {
      double score = 0;
      for (int k = 0; k < weights.length; k++) {
        score += weights[k] * choice.features()[row * weights.length + k];
      }
      scores[row] = score;
    }
    return scores;
  }

  /// The penalised log-likelihood with its slope and its curvature (the negative of the second
  /// derivative).
  private static final class Sums {
    private final int[] columns;
    private final double shrinkage;
    private final double[] slope;
    private final double[][] curvature;

    Sums(int[] columns, double shrinkage) {
      this.columns = columns;
      this.shrinkage = shrinkage;
      this.slope = new double[columns.length];
      this.curvature = new double[columns.length][columns.length];
    }

    double at(Choices choices, double[] weights, double[] centre) {
      double value = 0;
      for (int i = 0; i < columns.length; i++) {
        Arrays.fill(curvature[i], 0);
        double off = weights[i] - centre[i];
        value -= shrinkage * off * off / 2;
        slope[i] = -shrinkage * off;
        curvature[i][i] = shrinkage;
      }
      for (int user = 0; user < choices.size(); user++) {
        value += add(choices.of(user), choices.experts(), weights);
      }
      for (int i = 0; i < columns.length; i++) {
        for (int j = 0; j < i; j++) {
          curvature[j][i] = curvature[i][j];
        }
      }
      return value;
    }

    private double add(Choice choice, int experts, double[] weights) {
      float[] features = choice.features();
      int rows = features.length / experts;
      var shares = new double[rows];
      double highest = Double.NEGATIVE_INFINITY;
      for (int row = 0; row < rows; row++) {
        double score = 0;
        for (int i = 0; i < columns.length; i++) {
          score += weights[i] * features[row * experts + columns[i]];
        }
        shares[row] = score;
        highest = Math.max(highest, score);
      }
      double chosen = shares[choice.chosen()] - highest;
      double total = 0;
      for (int row = 0; row < rows; row++) {
        shares[row] = Math.exp(shares[row] - highest);
        total += shares[row];
      }
      accumulate(features, experts, choice.chosen(), shares, total);
      return chosen - Math.log(total);
    }

    /// Slope: features of the chosen one − their mean; curvature: their covariance.
    private void accumulate(
        float[] features, int experts, int chosen, double[] shares, double total) {
      int count = columns.length;
      var mean = new double[count];
      for (int row = 0; row < shares.length; row++) {
        double share = shares[row] / total;
        int at = row * experts;
        for (int i = 0; i < count; i++) {
          double weighted = share * features[at + columns[i]];
          mean[i] += weighted;
          for (int j = 0; j <= i; j++) {
            curvature[i][j] += weighted * features[at + columns[j]];
          }
        }
      }
      for (int i = 0; i < count; i++) {
        slope[i] += features[chosen * experts + columns[i]] - mean[i];
        for (int j = 0; j <= i; j++) {
          curvature[i][j] -= mean[i] * mean[j];
        }
      }
    }
  }
}
