package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.lcrec.LcRecSystem;
import java.util.List;

class LcRecContractTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new LcRecSystem();
  }

  @Override
  protected List<String> settings() {
    return List.of(
        "lc-rec.codebook.codes=6",
        "lc-rec.codebook.levels=2",
        "lc-rec.codebook.rqVae.hidden=[8]",
        "lc-rec.codebook.rqVae.width=4",
        "lc-rec.codebook.rqVae.epochs=2",
        "lc-rec.codebook.rqVae.validateEvery=1",
        "lc-rec.tasks.items=8",
        "lc-rec.decoder.width=16",
        "lc-rec.decoder.layers=1",
        "lc-rec.decoder.hidden=32",
        "lc-rec.decoder.slotHidden=16",
        "lc-rec.decoder.training.epochs=2",
        "lc-rec.decoder.training.batch=64",
        "lc-rec.decoder.training.validateEvery=1");
  }
}
