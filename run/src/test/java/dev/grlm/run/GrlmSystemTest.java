package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.grlm.GrlmSystem;
import java.util.List;

/// GRLM by its default recipe.
class GrlmSystemTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new GrlmSystem();
  }

  @Override
  protected List<String> settings() {
    return List.of();
  }
}
