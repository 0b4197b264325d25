package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.sasrec.SasRecSystem;
import java.util.List;

class SasRecContractTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new SasRecSystem();
  }

  @Override
  protected List<String> settings() {
    return List.of(
        "sasrec.width=16",
        "sasrec.training.epochs=2",
        "sasrec.training.batch=64",
        "sasrec.training.validateEvery=1");
  }
}
