package dev.grlm.lm.latefusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.lm.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LateFusionFolderTest {
  @TempDir Path folder;

  @BeforeEach
  void save() throws IOException {
    try (LateFusion model = TinyFusion.model(TinyFusion.ALL)) {
      model.save(folder);
    }
  }

  @Test
  void aLoadedModelIsTheSavedOne() throws IOException {
    var context = new FusionContext(TinyFusion.passages(TinyFusion.ALL), new int[] {3, 1});
    try (LateFusion saved = TinyFusion.model(TinyFusion.ALL);
        LateFusion loaded = LateFusion.load(folder);
        Session expected = saved.open(List.of(context));
        Session actual = loaded.open(List.of(context))) {
      assertThat(loaded.config()).isEqualTo(saved.config());
      assertThat(loaded.parameters().values()).containsExactly(saved.parameters().values());
      assertThat(actual.best(5).logProbabilities())
          .containsExactly(expected.best(5).logProbabilities());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"width", "slotSizes", "historyLayers", "model_type"})
  void aMissingKeyIsNamed(String key) throws IOException {
    Path file = folder.resolve("config.json");
    var config = (ObjectNode) Json.read(file);
    config.remove(key);
    Json.write(file, config);
    assertRefused(file.toString(), key);
  }

  @Test
  void weightsOfAnotherShapeAreRefused() throws IOException {
    Path file = folder.resolve("config.json");
    var config = (ObjectNode) Json.read(file);
    config.put("hidden", 16);
    Json.write(file, config);
    assertRefused("model.safetensors", "shape");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(folder.resolve("model.safetensors"));
    assertRefused("model.safetensors");
  }

  private void assertRefused(String... said) {
    assertThatThrownBy(() -> LateFusion.load(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(said)
        .message()
        .doesNotContain("\n");
  }
}
