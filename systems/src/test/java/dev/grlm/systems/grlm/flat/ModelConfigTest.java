package dev.grlm.systems.grlm.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.finetuning.Method;
import dev.grlm.io.Json;
import dev.grlm.system.RunSettings;
import dev.grlm.systems.grlm.checkpoint.CheckpointConfig;
import dev.grlm.systems.grlm.small.SmallConfig;
import dev.grlm.systems.grlm.small.SmallModel;
import dev.grlm.task.Task;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the models refuse before any stage runs, and what of their settings an example hangs on.
class ModelConfigTest {
  private static <T> T with(T defaults, Class<T> type, String key, String value)
      throws IOException {
    var tree = (ObjectNode) Json.tree(defaults);
    assertThat(tree.has(key)).as(key).isTrue();
    tree.set(key, Json.parse(value));
    return Json.convert(tree, type);
  }

  @ParameterizedTest
  @CsvSource({
    "width, 0",
    "heads, 3",
    "layers, -1",
    "maxSteps, 0",
    "dropout, 1",
    "inputDropout, -0.1",
    "stepLoss, -1",
    "naming, -0.5",
    "labelSmoothing, 1.5"
  })
  void theSmallModelRefuses(String key, String value) {
    assertThatThrownBy(() -> with(SmallConfig.DEFAULT, SmallConfig.class, key, value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "hidden, 0",
    "heads, 3",
    "keyValueHeads, 3",
    "headSize, 0",
    "historyItems, 0",
    "dropout, 1"
  })
  void theModelOverTokensRefuses(String key, String value) {
    assertThatThrownBy(() -> with(FlatConfig.DEFAULT, FlatConfig.class, key, value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "rank, 0",
    "historyItems, 1",
    "requests, 0",
    "checkpointEvery, -1",
    "longest, 31",
    "microTokens, 100",
    "titleWeight, -1",
    "newTokens, -1",
    "descriptionLength, -1"
  })
  void aCheckpointRefuses(String key, String value) {
    assertThatThrownBy(() -> with(CheckpointConfig.RECOMMENDED, CheckpointConfig.class, key, value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMethodIsAWord() {
    assertThat(Method.parse("lora")).isEqualTo(Method.LORA);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Method.parse("LoRA"))
        .withMessage("unknown method 'LoRA'; it is one of [full, lora]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.5"})
  void withoutItsWeightNamingIsNotTaught(String weight) throws IOException {
    var small =
        new SmallModel(
            with(SmallConfig.DEFAULT, SmallConfig.class, "naming", weight), RunSettings.DEFAULT);
    assertThat(small.tasks())
        .extracting(Task::name)
        .startsWith("USP")
        .hasSize(weight.equals("0") ? 1 : 2);
    assertThat(Json.tree(small.exampleSettings()).path("naming").asBoolean())
        .isEqualTo(!weight.equals("0"));
  }

  /// A model that is trained longer is taught the same.
  @Test
  void examplesDoNotHangOnTheTraining() throws IOException {
    var flat = new FlatModel(FlatConfig.DEFAULT, RunSettings.DEFAULT);
    var wider =
        new FlatModel(
            with(FlatConfig.DEFAULT, FlatConfig.class, "hidden", "64"), RunSettings.DEFAULT);
    assertThat(wider.exampleSettings()).isEqualTo(flat.exampleSettings());
    assertThat(wider.settings()).isNotEqualTo(flat.settings());
    var shorter =
        new FlatModel(
            with(FlatConfig.DEFAULT, FlatConfig.class, "historyItems", "3"), RunSettings.DEFAULT);
    assertThat(shorter.exampleSettings()).isNotEqualTo(flat.exampleSettings());
    assertThat(flat.tasks()).extracting(Task::name).containsExactly("USP", "GTI");
  }
}
