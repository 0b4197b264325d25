package dev.grlm.recommend;

import dev.grlm.recommend.IdentifierGenerator.Mode;

class FreeTokensContractTest extends TokensRecommenderContract {
  @Override
  Mode mode() {
    return Mode.FREE;
  }
}
