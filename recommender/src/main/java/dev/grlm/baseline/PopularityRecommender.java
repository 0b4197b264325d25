package dev.grlm.baseline;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.ItemOrder;
import dev.grlm.data.Split;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import java.util.ArrayList;
import java.util.List;

/// Row `popularity`: the items that stand most often in training positions, whoever asks. Items
/// that nobody had follow at the end with score 0 (docs/decisions/0014). Immutable and thread-safe.
public final class PopularityRecommender implements Recommender {
  public static final String NAME = "popularity";

  /// All items, best first.
  private final List<Recommendation> ranking;

  private PopularityRecommender(List<Recommendation> ranking) {
    this.ranking = ranking;
  }

  public static PopularityRecommender fit(Dataset dataset) {
    int items = dataset.catalog().size();
    double[] counts = new double[items];
    for (History history : dataset.histories()) {
      for (int item : Split.training(history)) {
        counts[item]++;
      }
    }
    ItemOrder order = ItemOrder.of(dataset.catalog());
    var ranking = new ArrayList<Recommendation>(items);
    for (int rank = 0; rank < items; rank++) {
      ranking.add(Recommendation.scored(order.item(rank), counts[order.item(rank)]));
    }
    // The sort is stable, so that equal counts keep the order of the ids.
    ranking.sort((left, right) -> Double.compare(right.score(), left.score()));
    return new PopularityRecommender(List.copyOf(ranking));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<List<Recommendation>> recommend(List<Query> queries) {
    return queries.stream().map(this::best).toList();
  }

  private List<Recommendation> best(Query query) {
    return ranking.stream()
        .filter(recommendation -> query.allows(recommendation.item()))
        .limit(query.k())
        .toList();
  }
}
