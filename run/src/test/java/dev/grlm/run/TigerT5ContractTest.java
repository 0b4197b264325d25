package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.tiger.TigerSystem;
import java.util.List;

class TigerT5ContractTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new TigerSystem();
  }

  @Override
  protected List<String> settings() {
    return List.of(
        "preset=t5-small-cpu",
        "tiger.codebook.codes=6",
        "tiger.codebook.levels=2",
        "tiger.t5.width=16",
        "tiger.t5.layers=1",
        "tiger.t5.heads=2",
        "tiger.t5.headWidth=8",
        "tiger.t5.hidden=32",
        "tiger.t5.maxItems=4",
        "tiger.t5.training.epochs=2",
        "tiger.t5.training.batch=128",
        "tiger.t5.training.validateEvery=1");
  }
}
