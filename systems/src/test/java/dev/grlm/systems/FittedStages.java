package dev.grlm.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;

/// A run's stages of one system, worked off without the house that keeps account of them.
public final class FittedStages {
  private FittedStages() {}

  /// Each has to leave the files that it promises.
  public static <S extends Record> void fit(RecommenderSystem<S> system, SystemRun<S> run)
      throws IOException {
    system.require(run);
    for (Stage stage : system.stages(run)) {
      stage.work().run();
      assertThat(stage.outputs().files()).allSatisfy(file -> assertThat(file).isRegularFile());
    }
  }
}
