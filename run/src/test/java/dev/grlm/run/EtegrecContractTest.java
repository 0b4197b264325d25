package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.etegrec.EtegrecSystem;
import java.util.List;

class EtegrecContractTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new EtegrecSystem();
  }

  @Override
  protected boolean namesByText() {
    return false;
  }

  @Override
  protected List<String> settings() {
    return List.of(
        "etegrec.vectorWidth=8",
        "etegrec.collaborative.hidden=8",
        "etegrec.collaborative.epochs=2",
        "etegrec.collaborative.batch=64",
        "etegrec.codebook.codes=6",
        "etegrec.codebook.levels=2",
        "etegrec.codebook.rqVae.hidden=[8]",
        "etegrec.codebook.rqVae.width=4",
        "etegrec.codebook.rqVae.epochs=2",
        "etegrec.codebook.rqVae.validateEvery=1",
        "etegrec.alternation.epochs=3",
        "etegrec.alternation.alignAfter=1",
        "etegrec.alternation.sequenceItem=0.1",
        "etegrec.alternation.preferenceSemantic=0.1",
        "etegrec.decoder.width=16",
        "etegrec.decoder.layers=1",
        "etegrec.decoder.hidden=32",
        "etegrec.decoder.slotHidden=16",
        "etegrec.decoder.training.batch=64",
        "etegrec.tuning.epochs=2",
        "etegrec.tuning.batch=64",
        "etegrec.tuning.validateEvery=1");
  }
}
