package dev.grlm.run;

/// On items of two domains: an adapter, updates and a trie for each.
class GenCdrTwoDomainsContractTest extends GenCdrContractTest {
  @Override
  protected CyclicShop shop() {
    return super.shop().ofTwoDomains();
  }
}
