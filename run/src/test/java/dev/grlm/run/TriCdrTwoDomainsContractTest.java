package dev.grlm.run;

/// On items of two domains, of which everybody has both: a source that is not empty, a net for each
/// domain, and a contrast between people.
class TriCdrTwoDomainsContractTest extends TriCdrContractTest {
  @Override
  protected CyclicShop shop() {
    return super.shop().ofTwoDomains();
  }
}
