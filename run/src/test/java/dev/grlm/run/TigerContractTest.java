package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.tiger.TigerSystem;
import java.util.List;

class TigerContractTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new TigerSystem();
  }

  @Override
  protected List<String> settings() {
    return List.of(
        "tiger.codebook.codes=6",
        "tiger.codebook.levels=2",
        "tiger.decoder.width=16",
        "tiger.decoder.layers=1",
        "tiger.decoder.hidden=32",
        "tiger.decoder.slotHidden=16",
        "tiger.decoder.training.epochs=2",
        "tiger.decoder.training.batch=64",
        "tiger.decoder.training.validateEvery=1");
  }
}
