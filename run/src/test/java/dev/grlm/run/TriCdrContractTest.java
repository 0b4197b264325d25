package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.tricdr.TriCdrSystem;
import java.util.List;

/// On items of one domain, of which the source is empty.
class TriCdrContractTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new TriCdrSystem();
  }

  @Override
  protected List<String> settings() {
    return List.of(
        "tricdr.width=16",
        "tricdr.hidden=16",
        "tricdr.blocks=1",
        "tricdr.training.epochs=2",
        "tricdr.training.batch=64",
        "tricdr.training.validateEvery=1");
  }
}
