package dev.grlm.systems.grlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.system.RunSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which stages hang on which settings of a checkpoint.
class CheckpointModelTest {
  @TempDir Path folder;

  @BeforeEach
  void checkpoint() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
  }

  private CheckpointModel model(CheckpointConfig recipe, Map<String, ?> changes) {
    var tree = (ObjectNode) Json.tree(recipe);
    tree.put("checkpoint", folder.toString());
    changes.forEach((key, value) -> tree.set(key, Json.tree(value)));
    return new CheckpointModel(
        "qwen3", Json.convert(tree, CheckpointConfig.class), RunSettings.DEFAULT);
  }

  private CheckpointModel model(Map<String, ?> changes) {
    return model(CheckpointConfig.RECOMMENDED, changes);
  }

  /// A training that was made before these settings is as it was.
  @Test
  void theDefaultsAreNotNamed() throws IOException {
    JsonNode told = Json.tree(model(Map.of()).settings()).path("settings");
    assertThat(told.has("titles")).isTrue();
    assertThat(told.has("titlesAtInference") || told.has("newTokens")).isFalse();
    assertThat(told.has("collaborative")).isFalse();
    assertThat(model(Map.of()).asked()).isEmpty();
  }

  /// How long an answer may be is asked of a trained model; what it reads there, validation asks
  /// too.
  @Test
  void aLimitOfTokensNeedsNoOtherTraining() throws IOException {
    CheckpointModel shorter = model(Map.of("newTokens", 30));
    assertThat(shorter.settings()).isEqualTo(model(Map.of()).settings());
    assertThat(shorter.asked()).containsExactly(Map.entry("newTokens", 30));
    CheckpointModel bare = model(Map.of("titlesAtInference", false));
    assertThat(bare.settings()).isNotEqualTo(model(Map.of()).settings());
    assertThat(bare.asked()).containsExactly(Map.entry("titlesAtInference", false));
    for (CheckpointModel other : new CheckpointModel[] {shorter, bare}) {
      assertThat(other.exampleSettings()).isEqualTo(model(Map.of()).exampleSettings());
    }
  }

  @Test
  void theParityRecipeStopsAfterThirtyTokens() {
    assertThat(model(CheckpointConfig.PARITY, Map.of()).asked())
        .containsExactly(Map.entry("newTokens", 30));
  }

  @Test
  void withoutTitlesNothingIsReadOfThem() {
    assertThat(model(Map.of()).unread()).doesNotContain("titlesAtInference", "titleWeight");
    assertThat(model(Map.of("titles", false)).unread())
        .contains("titlesAtInference", "titleWeight", "collaborative.weight");
    var near = Map.of("neighbors", 5, "weight", 1, "file", "");
    assertThat(model(Map.of("collaborative", near)).unread()).isEmpty();
  }
}
