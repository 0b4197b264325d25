package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.gencdr.GenCdrSystem;
import java.util.List;

/// On items without a domain, which are of one.
class GenCdrContractTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new GenCdrSystem();
  }

  @Override
  protected List<String> settings() {
    return List.of(
        "gencdr.codebook.codes=8",
        "gencdr.codebook.levels=2",
        "gencdr.codebook.rqVae.hidden=[8]",
        "gencdr.codebook.rqVae.width=4",
        "gencdr.codebook.rqVae.epochs=40",
        "gencdr.codebook.rqVae.validateEvery=10",
        "gencdr.adapters.epochs=10",
        "gencdr.decoder.width=16",
        "gencdr.decoder.heads=2",
        "gencdr.decoder.layers=1",
        "gencdr.decoder.hidden=16",
        "gencdr.decoder.slotHidden=16",
        "gencdr.decoder.training.epochs=2",
        "gencdr.decoder.training.batch=64",
        "gencdr.decoder.training.validateEvery=1",
        "gencdr.updates.rank=2",
        "gencdr.updates.training.epochs=2",
        "gencdr.updates.training.batch=64",
        "gencdr.updates.training.validateEvery=1");
  }
}
