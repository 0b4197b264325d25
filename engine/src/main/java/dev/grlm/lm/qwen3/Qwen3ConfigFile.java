package dev.grlm.lm.qwen3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.nn.RopeScaling;
import dev.grlm.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a `config.json` strictly: what would change the computation and is not supported, or not
/// known, is an error and not ignored. Writes the same keys.
final class Qwen3ConfigFile {
  static final String ARCHITECTURE = "Qwen3ForCausalLM";

  /// Without a head, as embedding models are saved; the published ones say [#ARCHITECTURE] anyway.
  private static final String HEADLESS = "Qwen3Model";

  static final String MODEL_TYPE = "qwen3";

  /// How the weights are held; later versions call it `dtype`.
  private static final String TORCH_TYPE = "torch_dtype";

  private static final String TYPE = "dtype";

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
          isSaid(json.path("initializer_range"))
              ? number("initializer_range", json)
              : Qwen3Config.INITIALIZER_RANGE,
          saysTied(json) && truth("tie_word_embeddings"),
          token("bos_token_id"),
          ends().isEmpty() ? Qwen3Config.NO_ID : ends().getFirst(),
          padding(),
          scaling());
    } catch (IllegalArgumentException contradiction) {
      throw new IOException(file + ": " + contradiction.getMessage(), contradiction);
    }
  }

  private void requireSupported() throws IOException {
    Qwen3Keys.require(file, json);
    requireText("model_type", MODEL_TYPE, json.path("model_type"));
    JsonNode architectures = json.path("architectures");
    if (isSaid(architectures) && !architectures.path(0).asText().equals(HEADLESS)) {
      requireText("architectures", ARCHITECTURE, architectures.path(0));
    }
    if (isSaid(json.path("hidden_act"))) {
      requireText("hidden_act", "silu", json.path("hidden_act"));
    }
    refuse("attention_bias");
    refuse("use_sliding_window");
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

  private static boolean isSaid(JsonNode value) {
    return !value.isMissingNode() && !value.isNull();
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
    JsonNode parameters = json.path("rope_parameters");
    return number("rope_theta", parameters.has("rope_theta") ? parameters : json);
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

  /// How the file says that the weights are held; null where it does not.
  static @Nullable Precision stored(Path file, JsonNode json) throws IOException {
    for (String key : new String[] {TYPE, TORCH_TYPE}) {
      JsonNode value = json.path(key);
      if (value.isMissingNode() || value.isNull()) {
        continue;
      }
      String name = value.asText().replaceFirst("^torch\\.", "");
      if (name.equals("auto")) {
        continue; // as the weights are
      }
      for (Precision precision : Precision.values()) {
        if (typeName(precision).equals(name)) {
          return precision;
        }
      }
      throw new IOException(
          "%s: key '%s' must be float32, bfloat16 or float16, found %s"
              .formatted(file, key, value));
    }
    return null;
  }

  /// The file's content with another precision of the weights and everything else as it was.
  static ObjectNode withStored(ObjectNode json, Precision stored) {
    ObjectNode changed = json.deepCopy();
    String key = json.has(TYPE) ? TYPE : TORCH_TYPE;
    if (json.has(TYPE) && json.has(TORCH_TYPE)) {
      changed.put(TORCH_TYPE, typeName(stored));
    }
    return changed.put(key, typeName(stored));
  }

  private static String typeName(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> "float32";
      case BFLOAT16 -> "bfloat16";
      case FLOAT16 -> "float16";
    };
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
    return isSaid(json.path(key)) ? integer(key) : Qwen3Config.NO_ID;
  }

  /// Nothing here fills by it, and who adds a token for it does not always add a row of weights.
  private int padding() throws IOException {
    int token = token("pad_token_id");
    return token < integer("vocab_size") ? token : Qwen3Config.NO_ID;
  }

  private List<Integer> ends() throws IOException {
    return ends(file, json);
  }

  /// Tokens that end a text: one, or a list of them; empty where the file names none.
  static List<Integer> ends(Path file, JsonNode json) throws IOException {
    JsonNode said = json.path("eos_token_id");
    var ends = new ArrayList<Integer>();
    for (JsonNode end :
        said.isArray() ? said : isSaid(said) ? List.of(said) : List.<JsonNode>of()) {
      if (!end.isIntegralNumber() || !end.canConvertToInt()) {
        throw new IOException(
            "%s: key 'eos_token_id' must be a whole number or a list of them, found %s"
                .formatted(file, said));
      }
      int size = json.path("vocab_size").asInt();
      if (end.asInt() < 0 || end.asInt() >= size) {
        throw new IOException(
            "%s: eos_token_id %s is not in the vocabulary of %d".formatted(file, end, size));
      }
      ends.add(end.asInt());
    }
    return List.copyOf(ends);
  }

  /// Whether the file says that the embedding is the head, or that it is not.
  static boolean saysTied(JsonNode json) {
    return isSaid(json.path("tie_word_embeddings"));
  }

  private IOException unexpected(String key, String expected, JsonNode found) {
    return new IOException(
        "%s: key '%s' must be %s, found %s"
            .formatted(file, key, expected, found.isMissingNode() ? "nothing" : found));
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
    json.put("vocab_size", config.vocabularySize());
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
    json.put(TORCH_TYPE, typeName(stored));
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
