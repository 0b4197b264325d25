package dev.grlm.train;

import java.util.List;
import java.util.concurrent.Future;

class InMemoryExchangeTest extends GradientExchangeContract {
  @Override
  int size() {
    return 3;
  }

  @Override
  <T> List<Future<T>> run(InMemoryExchange.Rank<T> work) throws Exception {
    return InMemoryExchange.run(size(), work);
  }
}
