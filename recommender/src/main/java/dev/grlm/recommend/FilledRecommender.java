package dev.grlm.recommend;

import dev.grlm.recommend.Recommendation.Source;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;

/// Fills short lists from further recommenders, in their order; every such item is marked
/// [Source#FALLBACK]. For serving people, never for evaluation.
public final class FilledRecommender implements Recommender {
  private final Recommender first;
  private final List<Recommender> fallbacks;

  public FilledRecommender(Recommender first, List<Recommender> fallbacks) {
    this.first = first;
    this.fallbacks = List.copyOf(fallbacks);
  }

  @Override
  public String name() {
    return first.name();
  }

  @Override
  public List<List<Recommendation>> recommend(List<Query> queries) {
    List<List<Recommendation>> lists = first.recommend(queries);
    var filled = new ArrayList<List<Recommendation>>();
    for (int i = 0; i < queries.size(); i++) {
      filled.add(fill(queries.get(i), lists.get(i)));
    }
    return filled;
  }

  /// `list`, filled where it is shorter than the query asks.
  public List<Recommendation> fill(Query query, List<Recommendation> list) {
    var filled = new ArrayList<>(list);
    for (Recommender fallback : fallbacks) {
      if (filled.size() >= query.k()) {
        break;
      }
      var taken = new HashSet<Integer>();
      filled.forEach(recommendation -> taken.add(recommendation.item()));
      var excluded = (BitSet) query.excluded().clone();
      taken.forEach(excluded::set);
      var rest = new Query(query.history(), query.k() - filled.size(), excluded);
      for (Recommendation recommendation : fallback.recommend(rest)) {
        filled.add(
            new Recommendation(
                recommendation.item(), recommendation.score(), null, Source.FALLBACK));
      }
    }
    return List.copyOf(filled);
  }
}
