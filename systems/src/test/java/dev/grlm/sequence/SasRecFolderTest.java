package dev.grlm.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.io.Json;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Floats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SasRecFolderTest {
  private static final Catalog CATALOG = ToyWorlds.catalog(TinySasRec.CONFIG.items());

  @TempDir Path folder;

  @BeforeEach
  void save() throws IOException {
    try (SasRec model = TinySasRec.loud(TinySasRec.CONFIG, 3)) {
      SasRecFolder.save(model, CATALOG, folder);
    }
  }

  private void assertRefused(Catalog catalog, String... words) {
    assertThatThrownBy(() -> SasRecFolder.load(folder, catalog))
        .isInstanceOf(IOException.class)
        .message()
        .startsWith(folder.toString())
        .contains(words)
        .doesNotContain("\n");
  }

  @Test
  void aLoadedModelGivesTheScoresOfTheSavedOneToTheBit() throws IOException {
    List<int[]> histories = List.of(new int[] {1, 4, 2}, new int[] {6});
    try (SasRec saved = TinySasRec.loud(TinySasRec.CONFIG, 3);
        SasRec loaded = SasRecFolder.load(folder, CATALOG)) {
      assertThat(loaded.config()).isEqualTo(saved.config());
      for (int i = 0; i < histories.size(); i++) {
        assertThat(new SasRecScorer(loaded).scores(histories).get(i).scores())
            .isEqualTo(new SasRecScorer(saved).scores(histories).get(i).scores());
      }
    }
  }

  @Test
  void itIsTheFilesItSays() {
    assertThat(SasRecFolder.files(folder)).allSatisfy(file -> assertThat(file).isRegularFile());
    assertThat(folder.toFile().list()).hasSameSizeAs(SasRecFolder.files(folder));
  }

  @Test
  void aCatalogueOfAnotherSizeIsRefused() {
    assertRefused(ToyWorlds.catalog(8), "items.json", "7 items", "has 8");
  }

  @Test
  void aCatalogueInAnotherOrderIsRefused() {
    var items = new ArrayList<Item>(CATALOG.items());
    items.add(items.remove(2));
    assertRefused(new Catalog(items), "items.json", "another catalogue", "item 3", "'2'", "'3'");
  }

  @Test
  void theConfigNamesItsTypeAndEveryComponent() throws IOException {
    var config = (ObjectNode) Json.read(folder.resolve("config.json"));
    assertThat(config.get("model_type").asText()).isEqualTo("sasrec");
    assertThat(config.size()).isEqualTo(1 + SasRecConfig.class.getRecordComponents().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"items", "width", "blocks", "heads", "hidden", "length", "dropout"})
  void aConfigWithoutAComponentIsRefused(String key) throws IOException {
    var config = (ObjectNode) Json.read(folder.resolve("config.json"));
    config.remove(key);
    Json.write(folder.resolve("config.json"), config);
    assertRefused(CATALOG, "config.json", key);
  }

  @Test
  void aModelOfAnotherTypeIsRefused() throws IOException {
    var config = (ObjectNode) Json.read(folder.resolve("config.json"));
    Json.write(folder.resolve("config.json"), config.put("model_type", "grlm-two-level"));
    assertRefused(CATALOG, "config.json", "model_type", "grlm-two-level");
  }

  @Test
  void weightsThatDoNotFitAreRefusedByName() throws IOException {
    Path file = folder.resolve("model.safetensors");
    SafeTensors.File saved = SafeTensors.read(file);
    var tensors = new LinkedHashMap<String, Floats>();
    for (String name : saved.names()) {
      tensors.put(name, new Floats(saved.shape(name), saved.floats(name)));
    }
    tensors.put("stray", new Floats(new long[] {1}, new float[1]));
    SafeTensors.write(file, tensors, Map.of());
    assertRefused(CATALOG, "model.safetensors", "'stray'");
    tensors.remove("stray");
    tensors.put("output.norm.weight", new Floats(new long[] {3}, new float[3]));
    SafeTensors.write(file, tensors, Map.of());
    assertRefused(CATALOG, "'output.norm.weight'", "[3]", "[8]");
    tensors.remove("output.norm.weight");
    SafeTensors.write(file, tensors, Map.of());
    assertRefused(CATALOG, "output.norm.weight");
  }
}
