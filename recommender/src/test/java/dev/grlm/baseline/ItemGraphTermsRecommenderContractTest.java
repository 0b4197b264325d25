package dev.grlm.baseline;

import dev.grlm.data.Dataset;
import dev.grlm.recommend.Recommender;
import dev.grlm.recommend.RecommenderContract;
import dev.grlm.recommend.ToyWorlds;

class ItemGraphTermsRecommenderContractTest extends RecommenderContract {
  @Override
  protected Recommender fit(Dataset dataset) {
    return ItemGraphTermsRecommender.fit(
        dataset, ToyWorlds.randomTerms(3, dataset.catalog().size(), 15));
  }
}
