package dev.grlm.evaluate;

import dev.grlm.data.Split;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// How well one recommender did: for every user the rank of the target. Immutable and thread-safe.
public final class Evaluation {
  private final String name;
  private final Split split;
  private final List<String> users;
  private final int[] ranks;
  private final int shortLists;

  /// @param name the row's name in a report
  /// @param users ids, none left out: a user without a single recommendation counts as a miss
  /// @param ranks per user the place of the target from 1 to [Metrics#LIST_LENGTH], or
  ///   [Metrics#ABSENT]
  /// @param shortLists how many users got a list shorter than [Metrics#LIST_LENGTH]
  public Evaluation(String name, Split split, List<String> users, int[] ranks, int shortLists) {
    if (users.size() != ranks.length) {
      throw new IllegalArgumentException(
          users.size() + " users but " + ranks.length + " ranks in row " + name);
    }
    for (int user = 0; user < ranks.length; user++) {
      if (ranks[user] < Metrics.ABSENT || ranks[user] > Metrics.LIST_LENGTH) {
        throw new IllegalArgumentException(
            "rank "
                + ranks[user]
                + " of user "
                + users.get(user)
                + " is not in 0.."
                + Metrics.LIST_LENGTH);
      }
    }
    this.name = name;
    this.split = split;
    this.users = List.copyOf(users);
    this.ranks = ranks.clone();
    this.shortLists = shortLists;
  }

  public String name() {
    return name;
  }

  public Split split() {
    return split;
  }

  /// Ids of the users, in the order of the ranks.
  public List<String> users() {
    return users;
  }

  /// Rank of a user's target from 1, or [Metrics#ABSENT].
  ///
  /// @param user index into [#users()]
  public int rank(int user) {
    return ranks[user];
  }

  /// Users whose list is shorter than [Metrics#LIST_LENGTH]; they count like all others.
  public int shortLists() {
    return shortLists;
  }

  /// How many users have their target at each rank; index [Metrics#ABSENT] holds the misses.
  public long[] usersAtRank() {
    long[] counts = new long[Metrics.LIST_LENGTH + 1];
    for (int rank : ranks) {
      counts[rank]++;
    }
    return counts;
  }

  /// Mean over all users; NaN without any user.
  public double value(Metric metric) {
    return metric.mean(usersAtRank());
  }

  /// Every metric by its name in a report, in the report's order.
  public SequencedMap<String, Double> metrics() {
    long[] usersAtRank = usersAtRank();
    var values = new LinkedHashMap<String, Double>();
    for (Metric metric : Metric.values()) {
      values.put(metric.word(), metric.mean(usersAtRank));
    }
    return Collections.unmodifiableSequencedMap(values);
  }
}
