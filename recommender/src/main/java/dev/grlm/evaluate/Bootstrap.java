package dev.grlm.evaluate;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// 95 % intervals by resampling users, or [Persons], with replacement (percentile bootstrap). The
/// same seed gives the same interval. Thread-safe.
///
/// The ends are the 2.5 % and 97.5 % quantiles of the resampled values, interpolated linearly
/// between neighbouring ones.
///
/// @param resamples ≥ 1
public record Bootstrap(int resamples, long seed) {
  public static final int RESAMPLES = 1_000;
  public static final long SEED = 20_260_111;

  public static final Bootstrap DEFAULT = new Bootstrap(RESAMPLES, SEED);

  private static final int RANKS = Metrics.LIST_LENGTH + 1;

  public Bootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples must be at least 1, is " + resamples);
    }
  }

  /// An interval, ends included.
  public record Interval(double low, double high) {
    public boolean contains(double value) {
      return low <= value && value <= high;
    }
  }

  /// Interval of every metric by its name in a report, in the report's order. All metrics see the
  /// same resamples.
  ///
  /// @throws IllegalArgumentException when there is no user
  public SequencedMap<String, Interval> intervals(Evaluation evaluation) {
    long[][] draws = draws(users(evaluation), evaluation::rank, RANKS);
    var intervals = new LinkedHashMap<String, Interval>();
    for (Metric metric : Metric.values()) {
      intervals.put(metric.word(), interval(draws, metric::mean));
    }
    return Collections.unmodifiableSequencedMap(intervals);
  }

  /// Interval of `left` − `right` in one metric. Both sides of a resample hold the same users, so
  /// that what is easy or hard about a user cancels out.
  ///
  /// @throws IllegalArgumentException when the two were not measured on the same users and split,
  ///   or when there is no user
  public Interval difference(Evaluation left, Evaluation right, Metric metric) {
    if (left.split() != right.split() || !left.users().equals(right.users())) {
      throw new IllegalArgumentException(
          "cannot pair "
              + left.name()
              + " ("
              + left.users().size()
              + " users, "
              + left.split().word()
              + ") with "
              + right.name()
              + " ("
              + right.users().size()
              + " users, "
              + right.split().word()
              + "): not the same users");
    }
    long[][] draws =
        draws(users(left), user -> left.rank(user) * RANKS + right.rank(user), RANKS * RANKS);
    return interval(draws, pairs -> meanDifference(pairs, metric));
  }

  /// Interval of the mean of what each user counts.
  ///
  /// @param values one per user, at least one
  /// @throws IllegalArgumentException when there is no user
  public Interval mean(double[] values) {
    return means(List.of(values)).getFirst();
  }

  /// Intervals of the means of several things that users, or persons, count. All see the same
  /// resamples.
  ///
  /// @param values arrays of one length, one value per user, at least one
  /// @throws IllegalArgumentException when there is no user
  public List<Interval> means(List<double[]> values) {
    int users = values.getFirst().length;
    if (users == 0) {
      throw new IllegalArgumentException("no user to resample");
    }
    var random = new SplittableRandom(seed);
    double[][] of = values.toArray(double[][]::new);
    double[][] means = new double[of.length][resamples];
    for (int draw = 0; draw < resamples; draw++) {
      for (int i = 0; i < users; i++) {
        int user = random.nextInt(users);
        for (int value = 0; value < of.length; value++) {
          means[value][draw] += of[value][user];
        }
      }
    }
    return Arrays.stream(means).map(sums -> interval(sums, users)).toList();
  }

  private static Interval interval(double[] sums, int users) {
    double[] means = Arrays.stream(sums).map(sum -> sum / users).sorted().toArray();
    return new Interval(quantile(means, .025), quantile(means, .975));
  }

  private static double meanDifference(long[] pairs, Metric metric) {
    double sum = 0;
    long users = 0;
    for (int pair = 0; pair < pairs.length; pair++) {
      if (pairs[pair] > 0) {
        sum += pairs[pair] * (metric.gain(pair / RANKS) - metric.gain(pair % RANKS));
        users += pairs[pair];
      }
    }
    return sum / users;
  }

  private static int users(Evaluation evaluation) {
    if (evaluation.users().isEmpty()) {
      throw new IllegalArgumentException("no user to resample in row " + evaluation.name());
    }
    return evaluation.users().size();
  }

  /// What of a user decides the value: users of one group are interchangeable.
  @FunctionalInterface
  private interface Grouping {
    int group(int user);
  }

  /// resamples × groups: how often each group of users was drawn.
  private long[][] draws(int users, Grouping grouping, int groups) {
    int[] groupOf = new int[users];
    for (int user = 0; user < users; user++) {
      groupOf[user] = grouping.group(user);
    }
    var random = new SplittableRandom(seed);
    long[][] draws = new long[resamples][groups];
    for (long[] draw : draws) {
      for (int i = 0; i < users; i++) {
        draw[groupOf[random.nextInt(users)]]++;
      }
    }
    return draws;
  }

  private static Interval interval(long[][] draws, ToDoubleFunction<long[]> value) {
    double[] values = Arrays.stream(draws).mapToDouble(value).sorted().toArray();
    return new Interval(quantile(values, .025), quantile(values, .975));
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
