package dev.grlm.recommend;

import dev.grlm.recommend.IdentifierGenerator.Mode;

class FreeTwoLevelContractTest extends TwoLevelRecommenderContract {
  @Override
  Mode mode() {
    return Mode.FREE;
  }
}
