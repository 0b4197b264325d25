package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.gram.GramSystem;
import java.util.List;

class GramT5ContractTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new GramSystem();
  }

  /// A copy without the colour lacks the word that it would need beside its item.
  @Override
  protected boolean namesByText() {
    return false;
  }

  @Override
  protected List<String> settings() {
    return List.of(
        "preset=t5",
        "gram.ids.children=6",
        "gram.ids.depth=3",
        "gram.ids.restarts=2",
        "gram.ids.minimumItems=1",
        "gram.similar.items=3",
        "gram.similar.width=8",
        "gram.similar.collaborative.epochs=2",
        "gram.prompts.tokens=16",
        "gram.t5.width=16",
        "gram.t5.layers=1",
        "gram.t5.heads=2",
        "gram.t5.headWidth=8",
        "gram.t5.hidden=32",
        "gram.t5.maxItems=4",
        "gram.t5.training.epochs=2",
        "gram.t5.training.batch=64",
        "gram.t5.training.validateEvery=1");
  }
}
