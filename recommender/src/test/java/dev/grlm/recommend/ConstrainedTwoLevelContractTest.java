package dev.grlm.recommend;

import dev.grlm.recommend.IdentifierGenerator.Mode;

class ConstrainedTwoLevelContractTest extends TwoLevelRecommenderContract {
  @Override
  Mode mode() {
    return Mode.CONSTRAINED;
  }
}
