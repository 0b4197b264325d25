package dev.grlm.train;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

class AloneTest extends GradientExchangeContract {
  @Override
  int size() {
    return 1;
  }

  @Override
  <T> List<Future<T>> run(InMemoryExchange.Rank<T> work) throws Exception {
    return List.of(CompletableFuture.completedFuture(work.run(GradientExchange.alone())));
  }
}
