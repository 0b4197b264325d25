package dev.grlm.lm.qwen3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.lm.CheckpointConfig;
import dev.grlm.lm.CheckpointKeys;
import dev.grlm.nn.RopeScaling;
import dev.grlm.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a `config.json` strictly: what would change the computation and is not supported, or not
/// known, is an error and not ignored. Writes the same keys.
final class Qwen3ConfigFile {
  static final String ARCHITECTURE = "Qwen3ForCausalLM";

  /// Without a head, as embedding models are saved; the published ones say [#ARCHITECTURE] anyway.
  private static final String HEADLESS = "Qwen3Model";

  static final String MODEL_TYPE = "qwen3";
  static final String VOCABULARY = "vocab_size";

  private static final CheckpointKeys KEYS =
      new CheckpointKeys(
          MODEL_TYPE,
          Set.of(
              VOCABULARY,
              "hidden_size",
              "intermediate_size",
              "num_hidden_layers",
              "num_attention_heads",
              "num_key_value_heads",
              "head_dim",
              "max_position_embeddings",
              "rope_theta",
              "rope_parameters",
              "rms_norm_eps",
              "initializer_range",
              "tie_word_embeddings",
              "bos_token_id",
              "eos_token_id",
              "pad_token_id",
              "architectures",
              "model_type",
              "hidden_act",
              "attention_bias",
              "use_sliding_window",
              "rope_scaling",
              "layer_types"),
          // Dropout is the caller's choice, a sliding window is refused by `use_sliding_window`.
          Set.of("attention_dropout", "max_window_layers", "sliding_window"));

  private final Path file;
  private final JsonNode json;
  private final CheckpointConfig keys;

  private Qwen3ConfigFile(CheckpointConfig keys) {
    this.file = keys.file();
    this.json = keys.json();
    this.keys = keys;
  }

  static Qwen3Config read(Path file, JsonNode json) throws IOException {
    return new Qwen3ConfigFile(CheckpointConfig.of(file, json)).read();
  }

  private Qwen3Config read() throws IOException {
    requireSupported();
    try {
      return new Qwen3Config(
          keys.integer(VOCABULARY),
          keys.integer("hidden_size"),
          keys.integer("intermediate_size"),
          keys.integer("num_hidden_layers"),
          keys.integer("num_attention_heads"),
          keys.integer("num_key_value_heads"),
          keys.integer("head_dim"),
          keys.integer("max_position_embeddings"),
          theta(),
          keys.number("rms_norm_eps"),
          keys.says("initializer_range")
              ? keys.number("initializer_range")
              : Qwen3Config.INITIALIZER_RANGE,
          saysTied(json) && keys.truth("tie_word_embeddings"),
          token("bos_token_id"),
          keys.ends().isEmpty() ? Qwen3Config.NO_ID : keys.ends().getFirst(),
          padding(),
          scaling());
    } catch (IllegalArgumentException contradiction) {
      throw new IOException(file + ": " + contradiction.getMessage(), contradiction);
    }
  }

  private void requireSupported() throws IOException {
    KEYS.require(file, json);
    keys.requireText("model_type", MODEL_TYPE, json.path("model_type"));
    JsonNode architectures = json.path("architectures");
    if (keys.says("architectures") && !architectures.path(0).asText().equals(HEADLESS)) {
      keys.requireText("architectures", ARCHITECTURE, architectures.path(0));
    }
    if (keys.says("hidden_act")) {
      keys.requireText("hidden_act", "silu", json.path("hidden_act"));
    }
    keys.refuse("attention_bias");
    keys.refuse("use_sliding_window");
    for (JsonNode type : json.path("layer_types")) {
      keys.requireText("layer_types", "full_attention", type);
    }
  }

  /// Files of later versions keep it one level down.
  private double theta() throws IOException {
    JsonNode parameters = json.path("rope_parameters");
    return keys.number("rope_theta", parameters.has("rope_theta") ? parameters : json);
  }

  private @Nullable RopeScaling scaling() throws IOException {
    for (String key : new String[] {"rope_scaling", "rope_parameters"}) {
      RopeScaling scaling = RopeScalingFile.read(file, key, json.path(key));
      if (scaling != null) {
        return scaling;
      }
    }
    return null;
  }

  private int token(String key) throws IOException {
    return keys.says(key) ? keys.integer(key) : Qwen3Config.NO_ID;
  }

  /// Nothing here fills by it, and who adds a token for it does not always add a row of weights.
  private int padding() throws IOException {
    int token = token("pad_token_id");
    return token < keys.integer(VOCABULARY) ? token : Qwen3Config.NO_ID;
  }

  /// Whether the file says that the embedding is the head, or that it is not.
  static boolean saysTied(JsonNode json) {
    return json.hasNonNull("tie_word_embeddings");
  }

  static void write(Path file, Qwen3Config config, Precision stored) throws IOException {
    Json.write(file, json(config, stored));
  }

  /// The keys of Hugging Face's `Qwen3Config`.
  ///
  /// @param stored how the weights beside it are held
  static ObjectNode json(Qwen3Config config, Precision stored) {
    ObjectNode json = Json.object();
    json.putArray("architectures").add(ARCHITECTURE);
    json.put("model_type", MODEL_TYPE);
    json.put("hidden_size", config.width());
    json.put("intermediate_size", config.hidden());
    json.put("num_hidden_layers", config.layers());
    json.put("num_attention_heads", config.heads());
    json.put("num_key_value_heads", config.keyValueHeads());
    json.put("head_dim", config.headWidth());
    json.put(VOCABULARY, config.vocabularySize());
    json.put("max_position_embeddings", config.maxPositions());
    json.put("rope_theta", config.ropeTheta());
    if (config.ropeScaling() != null) {
      json.set("rope_scaling", RopeScalingFile.json(config.ropeScaling()));
    }
    json.put("rms_norm_eps", config.normEpsilon());
    json.put("initializer_range", config.initializerRange());
    json.put("tie_word_embeddings", config.tied());
    json.put("hidden_act", "silu");
    json.put("attention_bias", false);
    json.put("attention_dropout", 0.0);
    json.put("use_sliding_window", false);
    json.put(CheckpointConfig.TORCH_TYPE, CheckpointConfig.typeName(stored));
    putToken(json, "bos_token_id", config.beginId());
    putToken(json, "eos_token_id", config.endId());
    putToken(json, "pad_token_id", config.paddingId());
    return json;
  }

  private static void putToken(ObjectNode json, String key, int id) {
    if (id != Qwen3Config.NO_ID) {
      json.put(key, id);
    }
  }
}
