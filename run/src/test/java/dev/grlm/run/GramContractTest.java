package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.gram.GramSystem;
import java.util.List;
import java.util.stream.Stream;

class GramContractTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new GramSystem();
  }

  /// A copy without the colour lacks the word that it would need beside its item.
  @Override
  protected boolean namesByText() {
    return false;
  }

  /// Small names and similar items, and more.
  static List<String> with(String... more) {
    return Stream.concat(
            Stream.of(
                "gram.ids.children=6",
                "gram.ids.depth=3",
                "gram.ids.restarts=2",
                "gram.ids.minimumItems=1",
                "gram.similar.items=3",
                "gram.similar.width=8",
                "gram.similar.collaborative.epochs=2"),
            Stream.of(more))
        .toList();
  }

  @Override
  protected List<String> settings() {
    return with(
        "gram.decoder.width=16",
        "gram.decoder.layers=1",
        "gram.decoder.historyLayers=1",
        "gram.decoder.heads=2",
        "gram.decoder.hidden=32",
        "gram.decoder.training.epochs=2",
        "gram.decoder.training.batch=64",
        "gram.decoder.training.validateEvery=1");
  }
}
