package dev.grlm.live;

/// A share with its 95 % interval. What one user does is not many independent observations; so the
/// variance is taken between groups of users, as for a ratio in a survey of clusters, and the
/// interval is Wilson's for as many observations as would vary as much (Kish's effective size).
/// Immutable.
///
/// @param of how many
/// @param value share; 0 where there is nothing to count
/// @param low lower end of the interval, 0 where there is nothing
/// @param high upper end of the interval, 1 where there is nothing
public record OnlineRate(long of, double value, double low, double high) {
  /// Of the normal distribution, two-sided 95 %.
  private static final double Z = 1.959963984540054;

  /// @param hits by group of users
  /// @param trials by group of users, each at least as many as the hits
  static OnlineRate of(int[] hits, int[] trials) {
    long all = 0;
    long good = 0;
    int groups = 0;
    for (int group = 0; group < trials.length; group++) {
      all += trials[group];
      good += hits[group];
      groups += trials[group] > 0 ? 1 : 0;
    }
    if (all == 0) {
      return new OnlineRate(0, 0, 0, 1);
    }
    double share = (double) good / all;
    return wilson(all, share, effective(hits, trials, share, all, groups));
  }

  private static double effective(int[] hits, int[] trials, double share, long all, int groups) {
    double binomial = share * (1 - share);
    if (groups < 2 || binomial == 0) {
      return groups; // nothing is known of how users differ: each group counts for one
    }
    double squares = 0;
    for (int group = 0; group < trials.length; group++) {
      double residual = hits[group] - share * trials[group];
      squares += residual * residual;
    }
    double between = squares / all * groups / (groups - 1);
    return all / Math.max(1, between / binomial);
  }

  /// Wilson 1927.
  ///
  /// @param observations independent ones
  static OnlineRate wilson(long of, double share, double observations) {
    double z2 = Z * Z / observations;
    double center = (share + z2 / 2) / (1 + z2);
    double half =
        Math.sqrt(share * (1 - share) / observations + z2 / (4 * observations)) * Z / (1 + z2);
    return new OnlineRate(
        of, share, Math.clamp(center - half, 0, share), Math.clamp(center + half, share, 1));
  }

  /// How much more `other` is than this one, by Newcombe's hybrid of the two intervals (1998,
  /// method 10).
  public Difference to(OnlineRate other) {
    double difference = other.value - value;
    return new Difference(
        difference,
        difference - Math.hypot(other.value - other.low, high - value),
        difference + Math.hypot(other.high - other.value, value - low),
        of > 0 && other.of > 0);
  }

  /// A difference with its 95 % interval.
  ///
  /// @param counted whether both have something to count
  public record Difference(double value, double low, double high, boolean counted) {
    /// Which of two is more, in words.
    public String words() {
      if (counted && low > 0) {
        return "B is above A";
      }
      return counted && high < 0 ? "A is above B" : "A and B are not told apart yet";
    }
  }
}
