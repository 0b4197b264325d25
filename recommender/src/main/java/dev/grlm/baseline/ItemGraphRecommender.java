package dev.grlm.baseline;

import dev.grlm.data.Dataset;
import dev.grlm.data.ItemOrder;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import java.util.List;

/// Row `item-graph`: items that follow, directly or some positions later, what stands at the end of
/// the history; see [ItemGraph]. Score = Σ over the recent history of decayed weight × graph row.
/// Nothing is learnt. Immutable and thread-safe.
public final class ItemGraphRecommender implements Recommender {
  public static final String NAME = "item-graph";

  private final ItemOrder order;
  private final ItemGraph graph;
  private final HistoryDecay decay;

  ItemGraphRecommender(ItemOrder order, ItemGraph graph, HistoryDecay decay) {
    this.order = order;
    this.graph = graph;
    this.decay = decay;
  }

  /// With the fixed settings.
  public static ItemGraphRecommender fit(Dataset dataset) {
    return fit(dataset, GraphSettings.DEFAULT, HistoryDecay.DEFAULT);
  }

  public static ItemGraphRecommender fit(
      Dataset dataset, GraphSettings settings, HistoryDecay decay) {
    return new ItemGraphRecommender(
        ItemOrder.of(dataset.catalog()), ItemGraph.of(dataset, settings), decay);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<List<Recommendation>> recommend(List<Query> queries) {
    return Scores.rank(queries, order, (scores, history) -> graph.addTo(scores, history, decay));
  }
}
