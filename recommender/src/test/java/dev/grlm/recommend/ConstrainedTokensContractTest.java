package dev.grlm.recommend;

import dev.grlm.recommend.IdentifierGenerator.Mode;

class ConstrainedTokensContractTest extends TokensRecommenderContract {
  @Override
  Mode mode() {
    return Mode.CONSTRAINED;
  }
}
