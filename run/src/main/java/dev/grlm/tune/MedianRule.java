package dev.grlm.tune;

import dev.grlm.io.RunListener.Validation;
import java.util.List;

/// When a trial is not worth its time: the median stopping rule (Golovin et al., "Google Vizier",
/// 2017, §3.2.2), with the best score for their running average, because the best weights are what
/// a training keeps. Places are compared by their share of the schedule: that is where learning
/// rates have fallen equally far.
///
/// The rule and drawing at random are a page of code. Java's libraries for this (Smile's `hpo`)
/// draw and do not stop, those that stop are Python's, so that none is a dependency here.
final class MedianRule {
  /// Finished trials, and scores to compare with, below which nothing is stopped.
  static final int AT_LEAST = 3;

  private MedianRule() {}

  /// Whether the best score of a trial is below the median of what the others had by then: those
  /// that came as far, and those that finished before by their own patience.
  ///
  /// @param present with one validation at least
  /// @param others of which those that failed do not count
  static boolean stops(Trial present, List<Trial> others) {
    double share = present.validations().getLast().share();
    long finished = others.stream().filter(o -> o.state() == Trial.State.FINISHED).count();
    double[] scores =
        others.stream()
            .filter(other -> cameAsFar(other, share))
            .flatMap(other -> other.bestUpTo(share).stream())
            .mapToDouble(Validation::score)
            .sorted()
            .toArray();
    if (share >= 1 || finished < AT_LEAST || scores.length < AT_LEAST) {
      return false;
    }
    return present.best().orElseThrow().score() < median(scores);
  }

  private static boolean cameAsFar(Trial other, double share) {
    return switch (other.state()) {
      case FINISHED -> true;
      case FAILED -> false;
      case STOPPED, UNFINISHED -> other.last().map(Validation::share).orElse(0.0) >= share;
    };
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
