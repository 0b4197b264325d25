package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.letter.LetterSystem;
import java.util.List;

class LetterT5ContractTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new LetterSystem();
  }

  @Override
  protected List<String> settings() {
    return List.of(
        "preset=t5",
        "letter.collaborative.hidden=8",
        "letter.collaborative.epochs=2",
        "letter.collaborative.batch=64",
        "letter.codebook.codes=6",
        "letter.codebook.levels=2",
        "letter.codebook.rqVae.hidden=[8]",
        "letter.codebook.rqVae.width=4",
        "letter.codebook.rqVae.epochs=2",
        "letter.codebook.rqVae.validateEvery=1",
        "letter.t5.width=16",
        "letter.t5.layers=1",
        "letter.t5.heads=2",
        "letter.t5.headWidth=8",
        "letter.t5.hidden=32",
        "letter.t5.maxItems=4",
        "letter.t5.microTokens=256",
        "letter.t5.training.epochs=2",
        "letter.t5.training.batch=128",
        "letter.t5.training.validateEvery=1");
  }
}
