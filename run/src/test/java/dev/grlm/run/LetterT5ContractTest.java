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
    return LetterContractTest.with(
        "preset=t5",
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
