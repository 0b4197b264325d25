package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.grlm.GrlmSystem;
import java.util.List;

/// GRLM by the recipe whose model writes tokens.
class GrlmFlatSystemTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new GrlmSystem();
  }

  @Override
  protected List<String> settings() {
    return List.of("preset=flat");
  }
}
