package dev.grlm.lm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.nn.DecoderLayer;
import java.io.IOException;
import java.nio.file.Path;

/// Shape of a [Qwen3]; stored as the `config.json` of a Hugging Face folder. Key names in
/// parentheses.
///
/// @param vocabularySize V (`vocab_size`)
/// @param width D (`hidden_size`)
/// @param hidden width of the feed-forward nets (`intermediate_size`)
/// @param layers (`num_hidden_layers`)
/// @param heads of queries (`num_attention_heads`)
/// @param keyValueHeads of keys and values; divides the heads (`num_key_value_heads`)
/// @param headWidth even (`head_dim`)
/// @param maxPositions longest sequence (`max_position_embeddings`)
/// @param ropeTheta base of the rotary wavelengths (`rope_theta`)
/// @param normEpsilon (`rms_norm_eps`)
/// @param initializerRange deviation of the initial weights (`initializer_range`)
/// @param tied whether the embedding is the output head (`tie_word_embeddings`)
/// @param beginId token or [#NO_ID] (`bos_token_id`)
/// @param endId token or [#NO_ID] (`eos_token_id`)
/// @param paddingId token or [#NO_ID] (`pad_token_id`)
public record Qwen3Config(
    int vocabularySize,
    int width,
    int hidden,
    int layers,
    int heads,
    int keyValueHeads,
    int headWidth,
    int maxPositions,
    double ropeTheta,
    double normEpsilon,
    double initializerRange,
    boolean tied,
    int beginId,
    int endId,
    int paddingId) {
  /// There is no such token.
  public static final int NO_ID = -1;

  /// As in all released Qwen3 checkpoints.
  public static final double NORM_EPSILON = 1e-6;

  /// As in all released Qwen3 checkpoints.
  public static final double INITIALIZER_RANGE = 0.02;

  public Qwen3Config {
    requirePositive("vocab_size", vocabularySize);
    requirePositive("hidden_size", width);
    requirePositive("intermediate_size", hidden);
    requirePositive("num_hidden_layers", layers);
    requirePositive("num_attention_heads", heads);
    requirePositive("num_key_value_heads", keyValueHeads);
    requirePositive("max_position_embeddings", maxPositions);
    requirePositive("rope_theta", ropeTheta);
    requirePositive("rms_norm_eps", normEpsilon);
    if (initializerRange < 0) {
      throw new IllegalArgumentException(
          "initializer_range must not be negative: " + initializerRange);
    }
    if (heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          "num_key_value_heads " + keyValueHeads + " does not divide num_attention_heads " + heads);
    }
    if (headWidth < 2 || headWidth % 2 != 0) {
      throw new IllegalArgumentException("head_dim must be even and positive: " + headWidth);
    }
    requireToken("bos_token_id", beginId, vocabularySize);
    requireToken("eos_token_id", endId, vocabularySize);
    requireToken("pad_token_id", paddingId, vocabularySize);
  }

  private static void requirePositive(String key, Number value) {
    if (!(value.doubleValue() > 0)) {
      throw new IllegalArgumentException(key + " must be positive: " + value);
    }
  }

  private static void requireToken(String key, int value, int vocabularySize) {
    if (value < NO_ID || value >= vocabularySize) {
      throw new IllegalArgumentException(
          key + " " + value + " is not in the vocabulary of " + vocabularySize);
    }
  }

  DecoderLayer.Shape layerShape() {
    return new DecoderLayer.Shape(width, hidden, heads, keyValueHeads, headWidth, normEpsilon);
  }

  /// @throws IOException in one line naming `file` and the key that is missing, unknown or not
  ///   supported
  public static Qwen3Config read(Path file) throws IOException {
    return Qwen3ConfigFile.read(file, Json.read(file));
  }

  /// Writes `config.json`, whole or not at all.
  public void write(Path file) throws IOException {
    Json.write(file, json());
  }

  /// The keys of Hugging Face's `Qwen3Config`.
  private JsonNode json() {
    ObjectNode json = Json.object();
    json.putArray("architectures").add(Qwen3ConfigFile.ARCHITECTURE);
    json.put("model_type", Qwen3ConfigFile.MODEL_TYPE);
    json.put("hidden_size", width);
    json.put("intermediate_size", hidden);
    json.put("num_hidden_layers", layers);
    json.put("num_attention_heads", heads);
    json.put("num_key_value_heads", keyValueHeads);
    json.put("head_dim", headWidth);
    json.put("vocab_size", vocabularySize);
    json.put("max_position_embeddings", maxPositions);
    json.put("rope_theta", ropeTheta);
    json.put("rms_norm_eps", normEpsilon);
    json.put("initializer_range", initializerRange);
    json.put("tie_word_embeddings", tied);
    json.put("hidden_act", "silu");
    json.put("attention_bias", false);
    json.put("attention_dropout", 0.0);
    json.put("use_sliding_window", false);
    json.put("torch_dtype", "float32");
    putToken(json, "bos_token_id", beginId);
    putToken(json, "eos_token_id", endId);
    putToken(json, "pad_token_id", paddingId);
    return json;
  }

  private static void putToken(ObjectNode json, String key, int id) {
    if (id != NO_ID) {
      json.put(key, id);
    }
  }
}
