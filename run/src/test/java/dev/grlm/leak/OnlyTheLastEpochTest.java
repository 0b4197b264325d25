package dev.grlm.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnlyTheLastEpochTest {
  /// Told in epochs or in steps, a training lasts no more epochs than are allowed.
  @ParameterizedTest
  @CsvSource({"10, 0, 2", "1, 0, 1", "10, 5000, 2"})
  void everyTrainingIsCutShortAndValidatesAtItsEnd(int epochs, int steps, int left)
      throws IOException {
    RunConfig config =
        ConfigFile.over(
            RunConfig.defaults(Systems.ALL),
            null,
            List.of(
                "sasrec.training.epochs=" + epochs,
                "flat.training.epochs=" + epochs,
                "sasrec.training.steps=" + steps,
                "flat.training.steps=" + steps));
    JsonNode tree = OnlyTheLastEpoch.of(config, 2, false).tree();
    for (JsonNode training : List.of(tree.at("/sasrec/training"), tree.at("/grlm/flat/training"))) {
      assertThat(training.path("epochs").asInt()).isEqualTo(left);
      assertThat(training.path("validateEvery").asInt()).isEqualTo(left);
      assertThat(training.path("steps").asInt(-1)).isZero();
    }
    assertThat(tree.at("/tiger/codebook/rqVae/epochs").asInt())
        .as("which is told in epochs only")
        .isEqualTo(2);
    JsonNode vectors = tree.at("/letter/collaborative");
    assertThat(vectors.path("epochs").asInt()).as("which is judged by nothing").isEqualTo(2);
    assertThat(vectors.has("validateEvery")).isFalse();
    assertThat(tree.at("/evaluation/repeats").asText()).isEqualTo("forbid");
  }
}
