package dev.grlm.lm.qwen3;

import dev.grlm.io.Json;
import dev.grlm.nn.DecoderLayer;
import dev.grlm.nn.RopeScaling;
import dev.grlm.tensor.Precision;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

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
/// @param endId token, the first where there are several, or [#NO_ID] (`eos_token_id`)
/// @param paddingId token or [#NO_ID] (`pad_token_id`)
/// @param ropeScaling null for none (`rope_scaling`)
@RecordBuilder
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
    int paddingId,
    @Nullable RopeScaling ropeScaling)
    implements Qwen3ConfigBuilder.With {
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
    if (ropeScaling != null && ropeTheta <= 1) {
      throw new IllegalArgumentException(
          "rope_theta must be above 1 where rope_scaling is used: " + ropeTheta);
    }
  }

  /// The same with more rows of embedding and head; itself where it has as many.
  public Qwen3Config grown(int rows) {
    return rows <= vocabularySize ? this : withVocabularySize(rows);
  }

  /// Without scaled positions.
  public Qwen3Config(
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
    this(
        vocabularySize,
        width,
        hidden,
        layers,
        heads,
        keyValueHeads,
        headWidth,
        maxPositions,
        ropeTheta,
        normEpsilon,
        initializerRange,
        tied,
        beginId,
        endId,
        paddingId,
        null);
  }

  /// The longest sequence: checkpoints keep `max_position_embeddings` as it is when scaling is
  /// added.
  public int longestSequence() {
    return ropeScaling == null
        ? maxPositions
        : Math.max(maxPositions, (int) (ropeScaling.factor() * ropeScaling.originalPositions()));
  }

  /// Number of values of all weights, the head counted only where it is not the embedding.
  public long size() {
    long table = (long) vocabularySize * width;
    long queries = (long) heads * headWidth;
    long keys = (long) keyValueHeads * headWidth;
    long layer = 2L * width * (queries + keys) + 3L * width * hidden + 2L * width + 2L * headWidth;
    return (tied ? 1 : 2) * table + layers * layer + width;
  }

  /// As [#size], but for an output head, which files may lack, and gains; whatever the sizes are.
  double leastSize() {
    double projections = 2.0 * width * headWidth * ((double) heads + keyValueHeads);
    return (double) vocabularySize * width + layers * (projections + 3.0 * width * hidden);
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
    Qwen3ConfigFile.write(file, this, Precision.FLOAT32);
  }
}
