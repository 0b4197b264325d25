package dev.grlm.recommend;

import java.util.List;

/// Ranks items for histories: all that evaluation and serving know. Fitted, immutable; safe for use
/// by several threads at once.
public interface Recommender {
  /// The row's name in a report, for example `item-graph`.
  String name();

  /// One list per query, in order; each list best first, without duplicates or excluded items, at
  /// most `k` long. A list may be shorter: nothing is made up to fill it.
  List<List<Recommendation>> recommend(List<Query> queries);

  default List<Recommendation> recommend(Query query) {
    return recommend(List.of(query)).getFirst();
  }
}
