package dev.grlm.baseline;

import dev.grlm.data.Catalog;
import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import java.util.List;

/// Row `terms`: items whose terms are like those of the recent history; nobody's behaviour is used.
/// Score = Σ over the recent history of decayed weight × cosine of the idf-weighted bags of terms
/// (docs/decisions/0014). Immutable and thread-safe.
public final class TermSimilarityRecommender implements Recommender {
  public static final String NAME = "terms";

  private final ItemOrder order;
  private final FeatureBags bags;
  private final HistoryDecay decay;

  private TermSimilarityRecommender(ItemOrder order, FeatureBags bags, HistoryDecay decay) {
    this.order = order;
    this.bags = bags;
    this.decay = decay;
  }

  /// With the fixed settings.
  public static TermSimilarityRecommender fit(Catalog catalog, Identifiers identifiers) {
    return fit(catalog, identifiers, HistoryDecay.DEFAULT);
  }

  /// @throws IllegalArgumentException when catalogue and identifiers differ in size
  public static TermSimilarityRecommender fit(
      Catalog catalog, Identifiers identifiers, HistoryDecay decay) {
    requireSameSize(catalog, identifiers);
    return new TermSimilarityRecommender(
        ItemOrder.of(catalog), TermBags.of(identifiers).bags(), decay);
  }

  static void requireSameSize(Catalog catalog, Identifiers identifiers) {
    if (catalog.size() != identifiers.size()) {
      throw new IllegalArgumentException(
          "the catalogue has "
              + catalog.size()
              + " items but "
              + identifiers.size()
              + " have an identifier");
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<List<Recommendation>> recommend(List<Query> queries) {
    return Scores.rank(queries, order, (scores, history) -> bags.addTo(scores, history, decay, 1));
  }
}
