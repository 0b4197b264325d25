package dev.grlm.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The evaluated users in groups, each in exactly one. Immutable.
///
/// @param by what the groups differ in
/// @param groups their names, in order; two at least
/// @param groupOf per user, in the order of the evaluation, the number of the group; not copied
public record Slicing(String by, List<String> groups, int[] groupOf) {
  /// @throws IllegalArgumentException naming the slicing, when there are fewer than two groups, one
  ///   of them is empty, or a user is in none of them
  public Slicing {
    groups = List.copyOf(groups);
    int[] present = Arrays.stream(groupOf).distinct().sorted().toArray();
    if (groups.size() < 2 || !Arrays.equals(present, range(groups.size()))) {
      throw new IllegalArgumentException(
          by + ": users are in the groups " + Arrays.toString(present) + " of " + groups);
    }
  }

  private static int[] range(int size) {
    return IntStream.range(0, size).toArray();
  }

  /// Without the groups that nobody is in; empty where all are in one.
  ///
  /// @param names of all groups that there could be
  /// @param groupOf per user the place in `names`
  static Optional<Slicing> of(String by, List<String> names, int[] groupOf) {
    int[] place = new int[names.size()];
    var groups = new ArrayList<String>();
    for (int group = 0; group < place.length; group++) {
      int one = group;
      if (Arrays.stream(groupOf).anyMatch(other -> other == one)) {
        place[group] = groups.size();
        groups.add(names.get(group));
      }
    }
    int[] kept = Arrays.stream(groupOf).map(group -> place[group]).toArray();
    return groups.size() < 2 ? Optional.empty() : Optional.of(new Slicing(by, groups, kept));
  }

  /// How many are in a group.
  public int users(int group) {
    return (int) Arrays.stream(groupOf).filter(other -> other == group).count();
  }

  /// Mean over the users of a group.
  ///
  /// @throws IllegalArgumentException when `evaluation` is of other users
  public double value(Evaluation evaluation, int group, Metric metric) {
    if (evaluation.users().size() != groupOf.length) {
      throw new IllegalArgumentException(
          "%s: %d users in groups, %d in the row %s"
              .formatted(by, groupOf.length, evaluation.users().size(), evaluation.name()));
    }
    long[] usersAtRank = new long[Metrics.LIST_LENGTH + 1];
    for (int user = 0; user < groupOf.length; user++) {
      if (groupOf[user] == group) {
        usersAtRank[evaluation.rank(user)]++;
      }
    }
    return metric.mean(usersAtRank);
  }
}
