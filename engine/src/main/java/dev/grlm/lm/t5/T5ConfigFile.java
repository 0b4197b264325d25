package dev.grlm.lm.t5;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.lm.CheckpointConfig;
import dev.grlm.lm.CheckpointKeys;
import dev.grlm.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads a `config.json` strictly: what would change the computation and is not supported, or not
/// known, is an error and not ignored. Writes the same keys.
final class T5ConfigFile {
  static final String MODEL_TYPE = "t5";
  private static final String ARCHITECTURE = "T5ForConditionalGeneration";
  private static final String RELU = "relu";
  private static final String GATED = "gated-gelu";
  private static final String LEVELS = "levels";
  private static final String PASSAGES = "passages";

  /// Of later versions; before them the states were scaled where the head was the embedding.
  private static final String SCALED = "scale_decoder_outputs";

  private static final CheckpointKeys KEYS =
      new CheckpointKeys(
          MODEL_TYPE,
          Set.of(
              "vocab_size",
              "d_model",
              "d_kv",
              "d_ff",
              "num_layers",
              "num_decoder_layers",
              "num_heads",
              "relative_attention_num_buckets",
              "relative_attention_max_distance",
              "dropout_rate",
              "layer_norm_epsilon",
              "initializer_factor",
              "feed_forward_proj",
              "dense_act_fn",
              "is_gated_act",
              "tie_word_embeddings",
              SCALED,
              "decoder_start_token_id",
              "pad_token_id",
              "eos_token_id",
              "is_encoder_decoder",
              "is_decoder",
              "architectures",
              "model_type",
              LEVELS,
              PASSAGES),
          // No position is too far for relative ones, and a decoder without a start is refused.
          Set.of("n_positions", "output_past", "classifier_dropout", "bos_token_id"));

  private final CheckpointConfig keys;
  private final JsonNode json;

  private T5ConfigFile(CheckpointConfig keys) {
    this.keys = keys;
    this.json = keys.json();
  }

  static T5Config read(Path file, JsonNode json) throws IOException {
    return new T5ConfigFile(CheckpointConfig.of(file, json)).read();
  }

  private T5Config read() throws IOException {
    requireSupported();
    int vocabulary = keys.integer("vocab_size");
    int layers = keys.integer("num_layers");
    List<Integer> ends = keys.ends();
    try {
      return new T5Config(
          vocabulary,
          keys.integer("d_model"),
          keys.integer("d_kv"),
          keys.integer("d_ff"),
          layers,
          integer("num_decoder_layers", layers),
          keys.integer("num_heads"),
          keys.integer("relative_attention_num_buckets"),
          integer("relative_attention_max_distance", T5Config.MAX_DISTANCE),
          keys.number("dropout_rate"),
          keys.number("layer_norm_epsilon"),
          keys.says("initializer_factor") ? keys.number("initializer_factor") : 1,
          gated(),
          tied(),
          scaled(),
          start(),
          padding(),
          ends.isEmpty() ? T5Config.NO_ID : ends.getFirst(),
          levels(),
          integer(PASSAGES, 0));
    } catch (IllegalArgumentException contradiction) {
      throw new IOException(keys.file() + ": " + contradiction.getMessage(), contradiction);
    }
  }

  private void requireSupported() throws IOException {
    KEYS.require(keys.file(), json);
    keys.requireText("model_type", MODEL_TYPE, json.path("model_type"));
    if (keys.says("architectures")) {
      JsonNode first = json.path("architectures").path(0);
      // The first checkpoints carry the name that the class had then.
      if (!first.asText().equals("T5WithLMHeadModel")) {
        keys.requireText("architectures", ARCHITECTURE, first);
      }
    }
    if (keys.says("is_encoder_decoder") && !keys.truth("is_encoder_decoder")) {
      throw keys.unexpected("is_encoder_decoder", "true", json.path("is_encoder_decoder"));
    }
    keys.refuse("is_decoder");
  }

  /// Of version 1.0 where the file does not say.
  private boolean gated() throws IOException {
    JsonNode said = json.path("feed_forward_proj");
    boolean gated = keys.says("feed_forward_proj") && said.asText().equals(GATED);
    if (keys.says("feed_forward_proj") && !gated && !said.asText().equals(RELU)) {
      throw keys.unexpected("feed_forward_proj", "\"" + RELU + "\" or \"" + GATED + "\"", said);
    }
    if (keys.says("is_gated_act") && keys.truth("is_gated_act") != gated) {
      throw keys.unexpected(
          "is_gated_act", gated + ", as feed_forward_proj", json.path("is_gated_act"));
    }
    if (keys.says("dense_act_fn")) {
      keys.requireText("dense_act_fn", gated ? "gelu_new" : RELU, json.path("dense_act_fn"));
    }
    return gated;
  }

  /// Files say so only where it is not the case.
  private boolean tied() throws IOException {
    return !keys.says("tie_word_embeddings") || keys.truth("tie_word_embeddings");
  }

  private boolean scaled() throws IOException {
    return keys.says(SCALED) ? keys.truth(SCALED) : tied();
  }

  /// Whether the file leaves it to the weights whether there is a head of its own: later versions
  /// always say that there is none, and use the one that is there.
  static boolean leavesHeadToWeights(JsonNode json) {
    return json.hasNonNull(SCALED);
  }

  private int start() throws IOException {
    return keys.says("decoder_start_token_id")
        ? keys.integer("decoder_start_token_id")
        : integer("pad_token_id", T5Config.NO_ID);
  }

  /// Nothing here fills by it, and who adds a token for it does not always add a row of weights.
  private int padding() throws IOException {
    int token = integer("pad_token_id", T5Config.NO_ID);
    return token < keys.integer("vocab_size") ? token : T5Config.NO_ID;
  }

  private List<Integer> levels() throws IOException {
    JsonNode said = json.path(LEVELS);
    var levels = new ArrayList<Integer>();
    if (keys.says(LEVELS) && !said.isArray()) {
      throw keys.unexpected(LEVELS, "a list of whole numbers", said);
    }
    for (JsonNode size : said) {
      if (!size.isIntegralNumber() || !size.canConvertToInt()) {
        throw keys.unexpected(LEVELS, "a list of whole numbers", said);
      }
      levels.add(size.asInt());
    }
    return levels;
  }

  private int integer(String key, int unsaid) throws IOException {
    return keys.says(key) ? keys.integer(key) : unsaid;
  }

  /// The keys of Hugging Face's `T5Config`, and `levels` and `passages`, which it keeps and does
  /// not read.
  ///
  /// @param stored how the weights beside it are held
  static ObjectNode json(T5Config config, Precision stored) {
    ObjectNode json = Json.object();
    json.putArray("architectures").add(ARCHITECTURE);
    json.put("model_type", MODEL_TYPE);
    json.put("is_encoder_decoder", true);
    json.put("vocab_size", config.vocabularySize());
    json.put("d_model", config.width());
    json.put("d_kv", config.headWidth());
    json.put("d_ff", config.hidden());
    json.put("num_layers", config.encoderLayers());
    json.put("num_decoder_layers", config.decoderLayers());
    json.put("num_heads", config.heads());
    json.put("relative_attention_num_buckets", config.buckets());
    json.put("relative_attention_max_distance", config.maxDistance());
    json.put("dropout_rate", config.dropout());
    json.put("layer_norm_epsilon", config.normEpsilon());
    json.put("initializer_factor", config.initializerFactor());
    json.put("feed_forward_proj", config.gated() ? GATED : RELU);
    json.put("tie_word_embeddings", config.tied() || config.scaled());
    if (config.tied() != config.scaled()) {
      json.put(SCALED, config.scaled());
    }
    json.put(CheckpointConfig.TORCH_TYPE, CheckpointConfig.typeName(stored));
    json.put("decoder_start_token_id", config.startId());
    putToken(json, "pad_token_id", config.paddingId());
    putToken(json, "eos_token_id", config.endId());
    if (!config.levels().isEmpty()) {
      ArrayNode levels = json.putArray(LEVELS);
      config.levels().forEach(levels::add);
    }
    if (config.passages() > 0) {
      json.put(PASSAGES, config.passages());
    }
    return json;
  }

  private static void putToken(ObjectNode json, String key, int id) {
    if (id != T5Config.NO_ID) {
      json.put(key, id);
    }
  }
}
