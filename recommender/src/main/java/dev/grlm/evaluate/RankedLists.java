package dev.grlm.evaluate;

import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.recommend.Recommendation;
import java.util.List;

/// What a recommender answered to every evaluated user. Immutable.
///
/// @param name the row's name in a report
/// @param users in the order of the dataset
/// @param lists one per user, best first, at most [Metrics#LIST_LENGTH] long; a short one stays
///   short
public record RankedLists(
    String name, Split split, List<History> users, List<List<Recommendation>> lists) {
  public RankedLists {
    users = List.copyOf(users);
    lists = List.copyOf(lists);
    if (users.size() != lists.size()) {
      throw new IllegalArgumentException(
          users.size() + " users but " + lists.size() + " lists in row " + name);
    }
  }

  /// The ranks of the targets.
  public Evaluation evaluation() {
    int[] ranks = new int[users.size()];
    int shortLists = 0;
    for (int user = 0; user < ranks.length; user++) {
      int[] items = lists.get(user).stream().mapToInt(Recommendation::item).toArray();
      ranks[user] = Metrics.rank(items, split.target(users.get(user)));
      if (items.length < Metrics.LIST_LENGTH) {
        shortLists++;
      }
    }
    return new Evaluation(
        name, split, users.stream().map(History::user).toList(), ranks, shortLists);
  }
}
