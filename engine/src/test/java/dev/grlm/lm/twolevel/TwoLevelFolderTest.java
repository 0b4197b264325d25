package dev.grlm.lm.twolevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.lm.Session;
import dev.grlm.lm.TinyModels;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Floats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoLevelFolderTest {
  @TempDir Path folder;

  @BeforeEach
  void save() throws IOException {
    try (TwoLevelDecoder model = TinyModels.loud(TinyModels.config(), 3)) {
      model.save(folder);
    }
  }

  @Test
  void aLoadedModelIsTheSavedOne() throws IOException {
    List<StepContext> contexts =
        List.of(
            new StepContext.Steps(TinyModels.universe(TinyModels.config(), 4, 1)),
            new StepContext.Words(new int[] {2, 5}));
    try (TwoLevelDecoder saved = TinyModels.loud(TinyModels.config(), 3);
        TwoLevelDecoder loaded = TwoLevelDecoder.load(folder, List.of());
        Session expected = saved.open(contexts);
        Session actual = loaded.open(contexts)) {
      assertThat(loaded.config()).isEqualTo(saved.config());
      assertThat(loaded.parameters().values()).containsExactly(saved.parameters().values());
      for (int slot = 0; slot < 3; slot++) {
        assertThat(actual.best(5).logProbabilities())
            .containsExactly(expected.best(5).logProbabilities());
        actual.advance(new int[] {0, 1}, new int[] {1, 2});
        expected.advance(new int[] {0, 1}, new int[] {1, 2});
      }
    }
  }

  @Test
  void theConfigNamesItsTypeAndEveryComponent() throws IOException {
    var config = (ObjectNode) Json.read(folder.resolve("config.json"));
    assertThat(config.get("model_type").asText()).isEqualTo("grlm-two-level");
    assertThat(config.size()).isEqualTo(1 + TwoLevelConfig.class.getRecordComponents().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"width", "slotSizes", "stepDropout", "model_type"})
  void aMissingKeyIsNamed(String key) throws IOException {
    var config = (ObjectNode) Json.read(folder.resolve("config.json"));
    config.remove(key);
    Json.write(folder.resolve("config.json"), config);
    assertRefused("config.json", key);
  }

  @Test
  void anUnknownKeyIsNamed() throws IOException {
    var config = (ObjectNode) Json.read(folder.resolve("config.json"));
    config.put("widht", 8);
    Json.write(folder.resolve("config.json"), config);
    assertRefused("config.json", "widht");
  }

  @Test
  void aConfigThatContradictsItselfIsRefused() throws IOException {
    var config = (ObjectNode) Json.read(folder.resolve("config.json"));
    config.put("heads", 0);
    Json.write(folder.resolve("config.json"), config);
    assertRefused("config.json", "heads 0");
  }

  @Test
  void aMissingTensorIsNamedWithItsShape() throws IOException {
    rewrite("steps.embedding", null);
    assertRefused("model.safetensors", "steps.embedding", "[6, 8]", "missing");
  }

  @Test
  void aMisshapenTensorIsNamedWithBothShapes() throws IOException {
    rewrite("output.norm.weight", new Floats(new long[] {2, 4}, new float[8]));
    assertRefused("model.safetensors", "output.norm.weight", "[2, 4]", "[8] expected");
  }

  @Test
  void anUnknownTensorIsNamed() throws IOException {
    rewrite("layers.9.surprise", new Floats(new long[] {1}, new float[1]));
    assertRefused("model.safetensors", "layers.9.surprise");
  }

  private void rewrite(String name, @Nullable Floats replacement) throws IOException {
    Path path = folder.resolve("model.safetensors");
    SafeTensors.File file = SafeTensors.read(path);
    var tensors = new LinkedHashMap<String, Floats>();
    for (String other : file.names()) {
      tensors.put(other, new Floats(file.shape(other), file.floats(other)));
    }
    if (replacement == null) {
      tensors.remove(name);
    } else {
      tensors.put(name, replacement);
    }
    SafeTensors.write(path, tensors, Map.of());
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> TwoLevelDecoder.load(folder, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(parts)
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("\n");
  }
}
