package dev.grlm.baseline;

import dev.grlm.data.Dataset;
import dev.grlm.recommend.Recommender;
import dev.grlm.recommend.RecommenderContract;

class ItemGraphRecommenderContractTest extends RecommenderContract {
  @Override
  protected Recommender fit(Dataset dataset) {
    return ItemGraphRecommender.fit(dataset);
  }
}
