package dev.grlm.lm.qwen3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.lm.TokenBatch;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensors.Native;
import dev.grlm.tensor.SafeTensorsFolder;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Qwen3FolderTest {
  private static final String HEAD = "lm_head.weight";
  private static final String EMBEDDING = "model.embed_tokens.weight";

  @TempDir Path folder;

  private Path config() {
    return folder.resolve("config.json");
  }

  private static Qwen3 tiny(boolean tied) {
    return TinyQwen3.model(TinyQwen3.config(4, 2, 6, tied), 5);
  }

  /// The weights of a new folder, to be changed before they are written.
  private static SequencedMap<String, Native> sources(Qwen3 model, boolean bare) {
    var sources = new LinkedHashMap<String, Native>();
    model
        .parameters()
        .shapes()
        .forEach((name, shape) -> {
          String stored = bare ? name.replaceFirst("^model\\.", "") : name;
          Tensor tensor = model.parameters().tensor(name);
          sources.put(stored, new Native(shape, Precision.FLOAT32, () -> tensor));
        });
    return sources;
  }

  private void write(Qwen3 model, SequencedMap<String, Native> sources) throws IOException {
    SafeTensorsFolder.write(folder, sources, 3000);
    model.config().write(config());
  }

  /// As the reader's conversion must give it.
  private static float[] values(Qwen3 model, Precision stored, Precision held) {
    try (var _ = new PointerScope()) {
      Tensor flat = model.parameters().flat().detach();
      return Tensors.toFloats(flat.to(stored.torch()).to(held.torch()));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void readsShardsOfAnyPrecisionIntoAnyPrecision(Precision stored) throws IOException {
    try (Qwen3 model = tiny(false)) {
      model.save(folder, stored, 2000);
      assertThat(folder.resolve("model.safetensors.index.json")).exists();
      assertThat(folder.resolve("model.safetensors")).doesNotExist();
      for (Precision held : Precision.values()) {
        try (Qwen3 loaded = Qwen3.load(folder, new Placement(Device.CPU, held), 0)) {
          assertThat(loaded.parameters().flat().scalar_type().intern()).isEqualTo(held.torch());
          assertThat(Tensors.toFloats(loaded.parameters().flat()))
              .isEqualTo(values(model, stored, held));
        }
      }
    }
  }

  @Test
  void savesAsItWasStored() throws IOException {
    try (Qwen3 model = tiny(true)) {
      model.save(folder, Precision.BFLOAT16, SafeTensorsFolder.SHARD_BYTES);
    }
    assertThat(Json.read(config()).path("torch_dtype").asText()).isEqualTo("bfloat16");
    byte[] weights = Files.readAllBytes(folder.resolve("model.safetensors"));
    Path copy = folder.resolve("copy");
    try (Qwen3 loaded = Qwen3.load(folder, 0)) {
      loaded.save(copy);
    }
    assertThat(copy.resolve("model.safetensors")).hasBinaryContent(weights);
    try (Qwen3 loaded = Qwen3.load(folder, 0)) {
      loaded.save(copy, Precision.FLOAT32, SafeTensorsFolder.SHARD_BYTES);
    }
    assertThat(Json.read(copy.resolve("config.json")).path("torch_dtype").asText())
        .isEqualTo("float32");
    SafeTensorsFolder read = SafeTensorsFolder.read(copy);
    assertThat(read.file(EMBEDDING).precision(EMBEDDING)).isEqualTo(Precision.FLOAT32);
  }

  @Test
  void keepsKeysThatItDoesNotUse() throws IOException {
    try (Qwen3 model = tiny(true)) {
      model.save(folder);
    }
    ObjectNode json = (ObjectNode) Json.read(config());
    json.remove("torch_dtype");
    json.put("max_window_layers", 28).put("transformers_version", "4.51.0").put("use_cache", true);
    json.put("rope_theta", 10_000).putNull("sliding_window").put("dtype", "bfloat16");
    Json.write(config(), json);
    Path copy = folder.resolve("copy");
    try (Qwen3 loaded = Qwen3.load(folder, 0)) {
      loaded.save(copy);
      assertThat(Files.readString(copy.resolve("config.json")))
          .isEqualTo(Files.readString(config()));
      loaded.save(copy, Precision.FLOAT16, 1000);
      json.put("dtype", "float16");
      assertThat(Json.read(copy.resolve("config.json"))).isEqualTo(json);
    }
    json.remove("dtype");
    Json.write(config(), json);
    try (Qwen3 loaded = Qwen3.load(folder, 0)) {
      loaded.save(copy);
      SafeTensorsFolder read = SafeTensorsFolder.read(copy);
      assertThat(read.file(EMBEDDING).precision(EMBEDDING)).isEqualTo(Precision.FLOAT32);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsNamesWithoutTheirPrefix(boolean tied) throws IOException {
    List<int[]> sequences = List.of(TinyQwen3.tokens(7, 1));
    try (Qwen3 model = tiny(tied)) {
      write(model, sources(model, true));
      try (Qwen3 loaded = Qwen3.load(folder, 0)) {
        assertThat(Qwen3Test.logits(loaded, sequences, Dropout.none()))
            .isDeepEqualTo(Qwen3Test.logits(model, sequences, Dropout.none()));
        Path copy = folder.resolve("copy");
        loaded.save(copy);
        assertThat(SafeTensorsFolder.read(copy).names())
            .containsExactlyInAnyOrderElementsOf(sources(model, true).keySet());
      }
    }
  }

  @Test
  void embedsWithoutAHead() throws IOException {
    List<int[]> sequences = List.of(TinyQwen3.tokens(7, 1));
    try (Qwen3 model = tiny(false)) {
      SequencedMap<String, Native> sources = sources(model, true);
      sources.remove(HEAD);
      write(model, sources);
      try (Qwen3 loaded = Qwen3.load(folder, 0);
          var _ = new PointerScope()) {
        TokenBatch batch = TokenBatch.of(sequences);
        assertThat(Tensors.toFloats(loaded.hiddenStates(batch, Dropout.none())))
            .isEqualTo(Tensors.toFloats(model.hiddenStates(batch, Dropout.none())));
        assertThatExceptionOfType(IllegalStateException.class)
            .isThrownBy(() -> Qwen3Test.logits(loaded, sequences, Dropout.none()))
            .withMessage("this model has no output head: its checkpoint is one that embeds texts");
        loaded.save(folder.resolve("copy"));
        Qwen3.load(folder.resolve("copy"), 0).close();
      }
      sources = sources(model, false);
      sources.remove(HEAD);
      write(model, sources);
      assertLoadFails(index() + ": tensor '" + HEAD + "' is missing; expected shape [23, 12]");
    }
  }

  private Path index() {
    return folder.resolve("model.safetensors.index.json");
  }

  private void assertLoadFails(String message) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Qwen3.load(folder, 0))
        .withMessage(message);
  }

  @Test
  void namesTheShardAndTheTensor() throws IOException {
    String norm = "model.layers.1.self_attn.q_norm.weight";
    try (Qwen3 model = tiny(true)) {
      SequencedMap<String, Native> sources = sources(model, false);
      sources.put(HEAD, sources.get(EMBEDDING));
      write(model, sources);
      Qwen3.load(folder, 0).close();
      sources.put(
          HEAD, new Native(new long[] {23, 12}, Precision.FLOAT32, () -> Tensors.zeros(23, 12)));
      write(model, sources);
      SafeTensorsFolder written = SafeTensorsFolder.read(folder);
      assertLoadFails(
          written.file(HEAD).path()
              + ": tensor 'lm_head.weight' differs from 'model.embed_tokens.weight',"
              + " but config.json says they are tied");
      sources.remove(HEAD);

      sources.put(
          "model.more", new Native(new long[] {1}, Precision.FLOAT32, () -> Tensors.zeros(1)));
      write(model, sources);
      written = SafeTensorsFolder.read(folder);
      assertLoadFails(
          written.file("model.more").path()
              + ": tensor 'model.more' is not one of this model's weights");
      sources.remove("model.more");

      sources.put(norm, new Native(new long[] {7}, Precision.FLOAT32, () -> Tensors.zeros(7)));
      write(model, sources);
      written = SafeTensorsFolder.read(folder);
      assertLoadFails(
          written.file(norm).path() + ": tensor '" + norm + "' has shape [7]; expected [6]");
      sources.remove(norm);

      write(model, sources);
      assertLoadFails(index() + ": tensor '" + norm + "' is missing; expected shape [6]");
    }
  }

  @Test
  void aTiedHeadMayBeStoredInAnotherPrecision() throws IOException {
    try (Qwen3 model = tiny(true);
        var _ = new PointerScope()) {
      Tensor embedding = model.parameters().tensor(EMBEDDING);
      Tensor rounded = embedding.detach().to(ScalarType.BFloat16);
      SequencedMap<String, Native> sources = sources(model, false);
      sources.put(EMBEDDING, new Native(new long[] {23, 12}, Precision.BFLOAT16, () -> rounded));
      sources.put(HEAD, new Native(new long[] {23, 12}, Precision.FLOAT32, () -> rounded));
      write(model, sources);
      Qwen3.load(folder, 0).close();
      Qwen3.load(folder, new Placement(Device.CPU, Precision.BFLOAT16), 0).close();
    }
  }

  private void change(Consumer<ObjectNode> edit) throws IOException {
    var json = (ObjectNode) Json.read(config());
    edit.accept(json);
    Json.write(config(), json);
  }

  /// A file that says nothing of the head, beside weights that have none.
  @Test
  void withoutAHeadAndWithoutAWordTheEmbeddingIsTheHead() throws IOException {
    try (Qwen3 model = tiny(true)) {
      model.save(folder);
      change(json -> json.remove("tie_word_embeddings"));
      try (Qwen3 loaded = Qwen3.load(folder, 0)) {
        assertThat(loaded.config()).isEqualTo(model.config());
      }
      change(json -> json.put("tie_word_embeddings", false));
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> Qwen3.load(folder, 0))
          .withMessageContaining("tensor '" + HEAD + "' is missing");
    }
  }

  @Test
  void severalEndsAreKnownAndSavedAgain() throws IOException {
    try (Qwen3 model = tiny(false)) {
      assertThat(model.ends()).as("of a new model").isEmpty();
      model.save(folder);
      change(json -> json.putArray("eos_token_id").add(2).add(5));
      try (Qwen3 loaded = Qwen3.load(folder, 0)) {
        assertThat(loaded.ends()).containsExactly(2, 5);
        assertThat(loaded.config().endId()).isEqualTo(2);
        loaded.save(folder);
      }
      assertThat(Json.read(config()).path("eos_token_id").toString()).isEqualTo("[2,5]");
    }
  }

  @Test
  void storedFrequenciesArePassedOver() throws IOException {
    try (Qwen3 model = tiny(false);
        var _ = new PointerScope()) {
      SequencedMap<String, Native> sources = sources(model, false);
      Tensor frequencies = Tensors.floats(new float[] {1, 2, 3}, 3);
      sources.put("model.layers.0.self_attn.rotary_emb.inv_freq", Native.of(frequencies));
      write(model, sources);
      try (Qwen3 loaded = Qwen3.load(folder, 0)) {
        assertThat(loaded.config()).isEqualTo(model.config());
      }
    }
  }
}
