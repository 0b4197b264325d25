package dev.grlm.recommend;

import dev.grlm.data.ItemOrder;
import dev.grlm.data.TopK;
import java.util.ArrayList;
import java.util.List;

/// Ranks what a [Scorer] reaches: higher score first, equal ones in the order of the items. A list
/// is short where fewer than k allowed items are reached. Immutable and thread-safe.
public final class ScoringRecommender implements Recommender {
  private final Scorer scorer;
  private final ItemOrder order;

  public ScoringRecommender(Scorer scorer, ItemOrder order) {
    this.scorer = scorer;
    this.order = order;
  }

  @Override
  public String name() {
    return scorer.name();
  }

  @Override
  public List<List<Recommendation>> recommend(List<Query> queries) {
    List<ScoredItems> scored = scorer.scores(queries.stream().map(Query::history).toList());
    var lists = new ArrayList<List<Recommendation>>();
    for (int place = 0; place < queries.size(); place++) {
      lists.add(best(scored.get(place), queries.get(place)));
    }
    return lists;
  }

  private List<Recommendation> best(ScoredItems scored, Query query) {
    var top = new TopK(query.k(), order);
    for (int place = 0; place < scored.size(); place++) {
      int item = scored.items()[place];
      if (query.allows(item)) {
        top.offer(item, scored.scores()[place]);
      }
    }
    return top.ranked(Recommendation::scored);
  }
}
