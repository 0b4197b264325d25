package dev.grlm.lm.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Floats;
import dev.grlm.tensor.SafeTensorsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class T5FolderTest {
  private static final String EMBEDDING = "shared.weight";
  private static final String HEAD = "lm_head.weight";
  private static final String CROSS_BIASES =
      "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight";
  private static final String NORM = "decoder.block.1.layer.1.layer_norm.weight";

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("model.safetensors");
  }

  /// The tensors of a saved folder.
  private Map<String, Floats> tensors() throws IOException {
    SafeTensors.File saved = SafeTensors.read(file());
    var tensors = new LinkedHashMap<String, Floats>();
    for (String name : saved.names()) {
      tensors.put(name, new Floats(saved.shape(name), saved.floats(name)));
    }
    return tensors;
  }

  private void write(Map<String, Floats> tensors) throws IOException {
    SafeTensors.write(file(), new LinkedHashMap<>(tensors), Map.of());
  }

  private static float[][] logits(T5 model) {
    List<int[]> answers = T5Test.answers(model.config(), 3, 1, 2);
    return T5Test.logits(model, T5Test.SOURCES, answers, Dropout.none());
  }

  @ParameterizedTest
  @CsvSource({"false, true, false, 55", "true, false, false, 61", "false, false, true, 56"})
  void savedAndLoadedGivesTheSameBits(boolean gated, boolean tied, boolean levels, int count)
      throws IOException {
    T5Config config = TinyT5.config(gated, tied, levels ? TinyT5.LEVELS : List.of());
    try (T5 model = TinyT5.model(config, 5)) {
      model.save(folder);
      SafeTensors.File file = SafeTensors.read(file());
      assertThat(file.metadata()).isEqualTo(Map.of("format", "pt"));
      assertThat(file.names())
          .contains(
              EMBEDDING,
              "encoder.block.2.layer.0.SelfAttention.q.weight",
              "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
              "encoder.block.0.layer.0.layer_norm.weight",
              "encoder.block.1.layer.1.DenseReluDense.wo.weight",
              "encoder.final_layer_norm.weight",
              "decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
              "decoder.block.1.layer.1.EncDecAttention.o.weight",
              "decoder.block.1.layer.2.DenseReluDense." + (gated ? "wi_1" : "wi") + ".weight",
              "decoder.block.1.layer.2.layer_norm.weight",
              "decoder.final_layer_norm.weight")
          .hasSize(count);
      assertThat(file.shape("encoder.block.2.layer.0.SelfAttention.o.weight"))
          .containsExactly(12, 15);
      try (T5 loaded = T5.load(folder)) {
        assertThat(loaded.config()).isEqualTo(config);
        assertThat(loaded.parameters().values()).isEqualTo(model.parameters().values());
        assertThat(loaded.unused()).isEmpty();
        assertThat(logits(loaded)).isDeepEqualTo(logits(model));
      }
    }
  }

  /// What was read in bfloat16 from shards is written in bfloat16 again.
  @Test
  void keepsThePrecisionOfAFolder() throws IOException {
    Path copy = folder.resolve("copy");
    try (T5 model = TinyT5.model(TinyT5.config(false, true, List.of()), 5)) {
      model.save(folder, Precision.BFLOAT16, 4000);
    }
    try (T5 loaded = T5.load(folder)) {
      loaded.save(copy);
      try (T5 again = T5.load(copy)) {
        assertThat(again.parameters().values()).isEqualTo(loaded.parameters().values());
      }
    }
    assertThat(SafeTensors.read(copy.resolve("model.safetensors")).precision(EMBEDDING))
        .isEqualTo(Precision.BFLOAT16);
    assertThat(SafeTensorsFolder.read(folder).names()).hasSize(55);
    assertThat(Json.read(copy.resolve("config.json")))
        .isEqualTo(Json.read(folder.resolve("config.json")));
  }

  /// What the first published checkpoints store a second time, or for nobody, is named.
  @Test
  void namesWhatItHasNoUseFor() throws IOException {
    try (T5 model = TinyT5.model(TinyT5.config(false, true, List.of()), 5)) {
      model.save(folder);
      Map<String, Floats> tensors = tensors();
      tensors.put(CROSS_BIASES, new Floats(new long[] {8, 3}, new float[24]));
      tensors.put("encoder.embed_tokens.weight", tensors.get(EMBEDDING));
      tensors.put(HEAD, tensors.get(EMBEDDING));
      write(tensors);
      try (T5 loaded = T5.load(folder)) {
        assertThat(loaded.unused())
            .containsExactly(CROSS_BIASES, "encoder.embed_tokens.weight", HEAD);
        assertThat(logits(loaded)).isDeepEqualTo(logits(model));
        loaded.save(folder);
        assertThat(SafeTensors.read(file()).names()).hasSize(55).doesNotContain(CROSS_BIASES);
      }
    }
  }

  @Test
  void findsAnEmbeddingThatIsStoredWithAStackOnly() throws IOException {
    try (T5 model = TinyT5.model(TinyT5.config(false, true, List.of()), 5)) {
      model.save(folder);
      Map<String, Floats> tensors = tensors();
      tensors.put("decoder.embed_tokens.weight", tensors.remove(EMBEDDING));
      write(tensors);
      try (T5 loaded = T5.load(folder)) {
        assertThat(loaded.unused()).isEmpty();
        assertThat(logits(loaded)).isDeepEqualTo(logits(model));
      }
    }
  }

  @Test
  void namesTheTensorThatDoesNotFit() throws IOException {
    try (T5 model = TinyT5.model(TinyT5.config(false, true, List.of()), 5)) {
      model.save(folder);
    }
    Map<String, Floats> tensors = tensors();
    var changed = new LinkedHashMap<>(tensors);
    changed.put(NORM, new Floats(new long[] {3}, new float[3]));
    write(changed);
    assertLoadFails(file() + ": tensor '" + NORM + "' has shape [3]; expected [12]");

    changed.remove(NORM);
    write(changed);
    assertLoadFails(file() + ": tensor '" + NORM + "' is missing; expected shape [12]");

    changed = new LinkedHashMap<>(tensors);
    changed.put("decoder.rotary", new Floats(new long[] {1}, new float[1]));
    write(changed);
    assertLoadFails(file() + ": tensor 'decoder.rotary' is not one of this model's weights");

    changed = new LinkedHashMap<>(tensors);
    changed.put(HEAD, new Floats(new long[] {23, 12}, new float[276]));
    write(changed);
    assertLoadFails(
        file()
            + ": tensor 'lm_head.weight' differs from 'shared.weight', but config.json says they"
            + " are tied");

    changed.remove(HEAD);
    changed.remove(EMBEDDING);
    write(changed);
    assertLoadFails(file() + ": tensor 'shared.weight' is missing; expected shape [23, 12]");

    Files.delete(file());
    assertLoadFails(file() + ": no such file; there is config.json");
  }

  /// A head of its own is asked for, and one that is there must be asked for.
  @Test
  void anUntiedHeadIsNeeded() throws IOException {
    try (T5 model = TinyT5.model(TinyT5.config(false, true, List.of()), 5)) {
      model.save(folder);
    }
    var json = (ObjectNode) Json.read(folder.resolve("config.json"));
    Json.write(folder.resolve("config.json"), json.put("tie_word_embeddings", false));
    assertLoadFails(file() + ": tensor 'lm_head.weight' is missing; expected shape [23, 12]");
  }

  /// Later versions say of every model that its head is the embedding, and mean it where there is
  /// no head in the folder; whether states are scaled they say apart.
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void laterVersionsLeaveTheHeadToTheWeights(boolean scaled) throws IOException {
    T5Config config = TinyT5.config(false, false, List.of()).withScaled(scaled);
    try (T5 model = TinyT5.model(config, 5)) {
      model.save(folder);
      var json = (ObjectNode) Json.read(folder.resolve("config.json"));
      json.put("tie_word_embeddings", true).put("scale_decoder_outputs", scaled);
      Json.write(folder.resolve("config.json"), json);
      try (T5 loaded = T5.load(folder)) {
        assertThat(loaded.config()).isEqualTo(config);
        assertThat(logits(loaded)).isDeepEqualTo(logits(model));
      }
      Map<String, Floats> tensors = tensors();
      tensors.remove(HEAD);
      write(tensors);
      try (T5 loaded = T5.load(folder)) {
        assertThat(loaded.config()).isEqualTo(config.withTied(true));
      }
    }
  }

  private void assertLoadFails(String message) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> T5.load(folder))
        .withMessage(message);
  }
}
