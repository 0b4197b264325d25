package dev.grlm.fusion;

import dev.grlm.fusion.ListwiseFit.Outcome;
import java.util.Arrays;

/// Which experts are worth a weight. One that is taken in must win by more than its noise: without
/// it, users who were not fitted on would find what they chose less probable, by more than
/// [#DEVIATIONS] standard deviations of the mean difference per user. An expert whose weight would
/// be negative is left out first: what speaks against an item on one log often leans on an accident
/// of its order (docs/decisions/0018).
///
/// Backwards: from all experts, the one whose weight is least sure is asked for and left out, until
/// the least sure one wins.
record ExpertSelection(ListwiseFit fit) {
  static final double DEVIATIONS = 2;

  private static final int FOLDS = 2;

  /// @param candidates experts that may be left out
  /// @param start what the weights are drawn towards
  /// @return which experts are used; those that are no candidates always
  boolean[] select(Choices choices, boolean[] candidates, double[] start) {
    var used = new boolean[choices.experts()];
    Arrays.fill(used, true);
    double[] near = start;
    while (true) {
      Outcome all = fit.fit(choices, used, start, near);
      near = all.weights();
      int weakest = weakest(all, used, candidates);
      if (weakest < 0 || (near[weakest] > 0 && wins(choices, used, weakest, start, near))) {
        return used;
      }
      used[weakest] = false;
    }
  }

  /// The expert with the smallest weight by its deviation; −1 where none may be left out.
  private static int weakest(Outcome outcome, boolean[] used, boolean[] candidates) {
    int weakest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int expert = 0; expert < used.length; expert++) {
      double sureness = outcome.weights()[expert] / outcome.deviations()[expert];
      if (used[expert] && candidates[expert] && sureness < least) {
        weakest = expert;
        least = sureness;
      }
    }
    return weakest;
  }

  private boolean wins(Choices choices, boolean[] used, int expert, double[] start, double[] near) {
    boolean[] without = used.clone();
    without[expert] = false;
    double[] gains = gains(choices, used, without, start, near);
    double mean = Arrays.stream(gains).average().orElse(0);
    double squares = Arrays.stream(gains).map(gain -> (gain - mean) * (gain - mean)).sum();
    double deviation = Math.sqrt(squares / Math.max(1, gains.length - 1) / gains.length);
    return mean > DEVIATIONS * deviation;
  }

  /// Per user, how much more probable the choice is with `with` than with `without`, by weights
  /// fitted to the other users.
  private double[] gains(
      Choices choices, boolean[] with, boolean[] without, double[] start, double[] near) {
    var gains = new double[choices.size()];
    int next = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      Choices fitted = choices.part(FOLDS, fold, true);
      Choices judged = choices.part(FOLDS, fold, false);
      double[] more = fit.fit(fitted, with, start, near).weights();
      double[] less = fit.fit(fitted, without, start, near).weights();
      for (int user = 0; user < judged.size(); user++) {
        gains[next++] =
            ListwiseFit.logLikelihood(judged.of(user), more)
                - ListwiseFit.logLikelihood(judged.of(user), less);
      }
    }
    return gains;
  }
}
