package dev.grlm.baseline;

import dev.grlm.data.Dataset;
import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import java.util.List;

/// Rows `item-graph+terms` and `item-graph+terms-tuned`, the built-in floor: score = item graph +
/// termWeight × similarity of terms, both over the same decayed history (docs/decisions/0014). It
/// shows what a Term ID is worth beside plain behaviour without any language model. Immutable and
/// thread-safe.
public final class ItemGraphTermsRecommender implements Recommender {
  /// Fixed settings.
  public static final String NAME = "item-graph+terms";

  /// Settings chosen on validation by [FloorTuner].
  public static final String TUNED_NAME = "item-graph+terms-tuned";

  private final String name;
  private final ItemOrder order;
  private final ItemGraph graph;
  private final FeatureBags bags;
  private final HistoryDecay decay;
  private final double termWeight;

  ItemGraphTermsRecommender(
      String name, ItemOrder order, ItemGraph graph, FeatureBags bags, FloorSettings settings) {
    this.name = name;
    this.order = order;
    this.graph = graph;
    this.bags = bags;
    this.decay = settings.history();
    this.termWeight = settings.termWeight();
  }

  /// With the fixed settings.
  public static ItemGraphTermsRecommender fit(Dataset dataset, Identifiers identifiers) {
    return fit(NAME, dataset, identifiers, FloorSettings.DEFAULT);
  }

  /// With settings that [FloorTuner] chose.
  public static ItemGraphTermsRecommender tuned(
      Dataset dataset, Identifiers identifiers, FloorSettings settings) {
    return fit(TUNED_NAME, dataset, identifiers, settings);
  }

  private static ItemGraphTermsRecommender fit(
      String name, Dataset dataset, Identifiers identifiers, FloorSettings settings) {
    TermSimilarityRecommender.requireSameSize(dataset.catalog(), identifiers);
    return new ItemGraphTermsRecommender(
        name,
        ItemOrder.of(dataset.catalog()),
        ItemGraph.of(dataset, settings.graph()),
        TermBags.of(identifiers).bags(),
        settings);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<List<Recommendation>> recommend(List<Query> queries) {
    return Scores.rank(queries, order, this::addTo);
  }

  private void addTo(Scores scores, int[] history) {
    graph.addTo(scores, history, decay);
    if (termWeight > 0) {
      bags.addTo(scores, history, decay, termWeight);
    }
  }
}
