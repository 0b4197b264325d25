package dev.grlm.lm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/// Reads a `config.json` strictly: what would change the computation and is not supported, or not
/// known, is an error and not ignored.
final class Qwen3ConfigFile {
  static final String ARCHITECTURE = "Qwen3ForCausalLM";
  static final String MODEL_TYPE = "qwen3";

  private static final Set<String> READ =
      Set.of(
          "vocab_size",
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
          "layer_types");

  /// Keys of real checkpoints that do not change what is computed here: precision and dropout are
  /// the caller's choice, a sliding window is refused by `use_sliding_window`.
  private static final Set<String> IRRELEVANT =
      Set.of(
          "attention_dropout",
          "dtype",
          "max_window_layers",
          "sliding_window",
          "torch_dtype",
          "transformers_version",
          "use_cache");

  private final Path file;
  private final JsonNode json;

  private Qwen3ConfigFile(Path file, JsonNode json) {
    this.file = file;
    this.json = json;
  }

  static Qwen3Config read(Path file, JsonNode json) throws IOException {
    if (!json.isObject()) {
      throw new IOException(file + ": not a JSON object");
    }
    return new Qwen3ConfigFile(file, json).read();
  }

  private Qwen3Config read() throws IOException {
    requireSupported();
    try {
      return new Qwen3Config(
          integer("vocab_size"),
          integer("hidden_size"),
          integer("intermediate_size"),
          integer("num_hidden_layers"),
          integer("num_attention_heads"),
          integer("num_key_value_heads"),
          integer("head_dim"),
          integer("max_position_embeddings"),
          theta(),
          number("rms_norm_eps", json),
          json.has("initializer_range")
              ? number("initializer_range", json)
              : Qwen3Config.INITIALIZER_RANGE,
          truth("tie_word_embeddings"),
          token("bos_token_id"),
          token("eos_token_id"),
          token("pad_token_id"));
    } catch (IllegalArgumentException contradiction) {
      throw new IOException(file + ": " + contradiction.getMessage(), contradiction);
    }
  }

  private void requireSupported() throws IOException {
    for (String key : (Iterable<String>) json::fieldNames) {
      if (!READ.contains(key) && !IRRELEVANT.contains(key)) {
        throw new IOException(
            file
                + ": key '"
                + key
                + "' is not known of a "
                + MODEL_TYPE
                + " model: "
                + json.get(key));
      }
    }
    requireText("model_type", MODEL_TYPE, json.path("model_type"));
    requireText("architectures", ARCHITECTURE, json.path("architectures").path(0));
    requireText("hidden_act", "silu", json.path("hidden_act"));
    refuse("attention_bias");
    refuse("use_sliding_window");
    refuse("rope_scaling");
    for (JsonNode type : json.path("layer_types")) {
      requireText("layer_types", "full_attention", type);
    }
  }

  private void requireText(String key, String expected, JsonNode found) throws IOException {
    if (!found.asText().equals(expected)) {
      throw new IOException(
          "%s: key '%s' must be \"%s\", found %s"
              .formatted(file, key, expected, found.isMissingNode() ? "nothing" : found));
    }
  }

  /// Absent, null and false are the same.
  private void refuse(String key) throws IOException {
    JsonNode value = json.path(key);
    boolean off =
        value.isMissingNode() || value.isNull() || (value.isBoolean() && !value.asBoolean());
    if (!off) {
      throw new IOException(file + ": key '" + key + "' is not supported: " + value);
    }
  }

  /// Files of later versions keep it one level down.
  private double theta() throws IOException {
    if (!json.has("rope_parameters")) {
      return number("rope_theta", json);
    }
    JsonNode parameters = json.get("rope_parameters");
    requireText("rope_parameters.rope_type", "default", parameters.path("rope_type"));
    return number("rope_theta", parameters);
  }

  private int integer(String key) throws IOException {
    JsonNode value = json.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw unexpected(key, "a whole number", value);
    }
    return value.asInt();
  }

  private double number(String key, JsonNode parent) throws IOException {
    JsonNode value = parent.path(key);
    if (!value.isNumber()) {
      throw unexpected(key, "a number", value);
    }
    return value.asDouble();
  }

  private boolean truth(String key) throws IOException {
    JsonNode value = json.path(key);
    if (!value.isBoolean()) {
      throw unexpected(key, "true or false", value);
    }
    return value.asBoolean();
  }

  private int token(String key) throws IOException {
    JsonNode value = json.path(key);
    return value.isMissingNode() || value.isNull() ? Qwen3Config.NO_ID : integer(key);
  }

  private IOException unexpected(String key, String expected, JsonNode found) {
    return new IOException(
        "%s: key '%s' must be %s, found %s"
            .formatted(file, key, expected, found.isMissingNode() ? "nothing" : found));
  }
}
