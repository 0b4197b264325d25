package dev.grlm.lm.t5;

import dev.grlm.io.Json;
import dev.grlm.nn.RelativeBuckets;
import dev.grlm.tensor.Precision;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Shape of a [T5]; stored as the `config.json` of a Hugging Face folder. Key names in parentheses.
///
/// With `levels` the answer is one code of each level in turn, and the vocabulary is laid out for
/// it: token 0 is padding, then come the codes of the first level, of the second, …, then whatever
/// else the encoder is to read. Each level then has an output head of its own, over its own codes.
///
/// @param vocabularySize V (`vocab_size`)
/// @param width D (`d_model`)
/// @param headWidth of one head; need not be width / heads (`d_kv`)
/// @param hidden width of the feed-forward nets (`d_ff`)
/// @param encoderLayers (`num_layers`)
/// @param decoderLayers (`num_decoder_layers`)
/// @param heads of attention (`num_heads`)
/// @param buckets of the relative positions (`relative_attention_num_buckets`)
/// @param maxDistance that is told apart (`relative_attention_max_distance`)
/// @param dropout rate in training, 0…1 (`dropout_rate`)
/// @param normEpsilon (`layer_norm_epsilon`)
/// @param initializerFactor of the initial deviations (`initializer_factor`)
/// @param gated whether the feed-forward nets are those of version 1.1, GELU with a gate, and not
///   those of version 1.0, ReLU (`feed_forward_proj`)
/// @param tied whether the embedding is the output head (`tie_word_embeddings`)
/// @param scaled whether the head reads states times D^−½: those of version 1.0, where it is the
///   embedding, and not those of version 1.1 (`scale_decoder_outputs`; where a file does not say,
///   as `tie_word_embeddings`)
/// @param startId token that the decoder reads first; its embedding is learned like any other, and
///   as padding is masked it may be 0 (`decoder_start_token_id`)
/// @param paddingId token or [#NO_ID]; nothing is filled by it (`pad_token_id`)
/// @param endId token, the first where there are several, or [#NO_ID] (`eos_token_id`)
/// @param levels number of codes of each level; empty for answers over the whole vocabulary
///   (`levels`, a key of ours)
/// @param passages places of passages that a [FusionInDecoder] tells apart; 0 for a model of single
///   texts (`passages`, a key of ours)
@RecordBuilder
public record T5Config(
    int vocabularySize,
    int width,
    int headWidth,
    int hidden,
    int encoderLayers,
    int decoderLayers,
    int heads,
    int buckets,
    int maxDistance,
    double dropout,
    double normEpsilon,
    double initializerFactor,
    boolean gated,
    boolean tied,
    boolean scaled,
    int startId,
    int paddingId,
    int endId,
    List<Integer> levels,
    int passages)
    implements T5ConfigBuilder.With {
  /// There is no such token.
  public static final int NO_ID = -1;

  /// As in all released T5 checkpoints.
  public static final int BUCKETS = 32;

  /// As in all released T5 checkpoints.
  public static final int MAX_DISTANCE = 128;

  /// As in all released T5 checkpoints.
  public static final double NORM_EPSILON = 1e-6;

  /// Token of the first code of the first level.
  private static final int FIRST_CODE = 1;

  /// @throws IllegalArgumentException naming the key and its value
  public T5Config {
    levels = List.copyOf(levels);
    requirePositive("vocab_size", vocabularySize);
    requirePositive("d_model", width);
    requirePositive("d_kv", headWidth);
    requirePositive("d_ff", hidden);
    requirePositive("num_layers", encoderLayers);
    requirePositive("num_decoder_layers", decoderLayers);
    requirePositive("num_heads", heads);
    requirePositive("layer_norm_epsilon", normEpsilon);
    requirePositive("initializer_factor", initializerFactor);
    if (!(dropout >= 0 && dropout < 0.99)) {
      throw new IllegalArgumentException("dropout_rate must be in 0…0.99: " + dropout);
    }
    for (boolean signed : new boolean[] {true, false}) {
      RelativeBuckets _ = new RelativeBuckets(buckets, maxDistance, signed);
    }
    if (startId == NO_ID) {
      throw new IllegalArgumentException("decoder_start_token_id is missing");
    }
    requireToken("decoder_start_token_id", startId, vocabularySize);
    requireToken("pad_token_id", paddingId, vocabularySize);
    requireToken("eos_token_id", endId, vocabularySize);
    requireLevels(levels, vocabularySize, startId);
    if (passages < 0) {
      throw new IllegalArgumentException("passages must not be negative: " + passages);
    }
  }

  /// Version 1.0 without dropout over codes: tokens for the codes and no others, 0 to start with,
  /// heads that are not the embedding.
  ///
  /// @param levels number of codes of each level
  public static T5Config ofLevels(
      List<Integer> levels, int width, int headWidth, int hidden, int layers, int heads) {
    int vocabulary = FIRST_CODE + levels.stream().mapToInt(Integer::intValue).sum();
    return new T5Config(
        vocabulary,
        width,
        headWidth,
        hidden,
        layers,
        layers,
        heads,
        BUCKETS,
        MAX_DISTANCE,
        0,
        NORM_EPSILON,
        1,
        false,
        false,
        false,
        0,
        0,
        NO_ID,
        levels,
        0);
  }

  private static void requireLevels(List<Integer> levels, int vocabularySize, int startId) {
    long end = FIRST_CODE;
    for (int size : levels) {
      if (size < 1) {
        throw new IllegalArgumentException("levels must be positive: " + levels);
      }
      end += size;
    }
    if (end > vocabularySize) {
      throw new IllegalArgumentException(
          "levels %s need tokens up to %d, vocab_size is %d"
              .formatted(levels, end - 1, vocabularySize));
    }
    if (startId >= FIRST_CODE && startId < end) {
      throw new IllegalArgumentException(
          "decoder_start_token_id %d is a code of levels %s".formatted(startId, levels));
    }
  }

  /// How many symbols there are to choose from after `depth` chosen ones.
  ///
  /// @throws IllegalArgumentException when an answer has no symbol there
  public int symbols(int depth) {
    if (levels.isEmpty()) {
      return vocabularySize;
    }
    if (depth >= levels.size()) {
      throw new IllegalArgumentException(
          "an answer has %d codes, asked for number %d".formatted(levels.size(), depth + 1));
    }
    return levels.get(depth);
  }

  /// The token of symbol 0 at `depth`; the others follow it.
  public int firstToken(int depth) {
    int first = levels.isEmpty() ? 0 : FIRST_CODE;
    for (int level = 0; level < Math.min(depth, levels.size()); level++) {
      first += levels.get(level);
    }
    return first;
  }

  /// The token of a symbol chosen at `depth`.
  ///
  /// @throws IllegalArgumentException when there is no such symbol
  public int token(int depth, int symbol) {
    int count = symbols(depth);
    if (symbol < 0 || symbol >= count) {
      throw new IllegalArgumentException(
          levels.isEmpty()
              ? "token " + symbol + " is not in the vocabulary of " + count
              : "code " + symbol + " is not one of the " + count + " of level " + depth);
    }
    return firstToken(depth) + symbol;
  }

  /// Buckets of the positions that a stack tells apart.
  RelativeBuckets positions(boolean decoder) {
    return new RelativeBuckets(buckets, maxDistance, !decoder);
  }

  /// Number of values of all weights but for an output head and gains, whatever the sizes are.
  double leastSize() {
    double attention = 4.0 * width * headWidth * heads;
    double net = (gated ? 3.0 : 2.0) * width * hidden;
    return (double) vocabularySize * width
        + encoderLayers * (attention + net)
        + decoderLayers * (2 * attention + net)
        + 2.0 * buckets * heads
        + (double) passages * width;
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

  /// @throws IOException in one line naming `file` and the key that is missing, unknown or not
  ///   supported
  public static T5Config read(Path file) throws IOException {
    return T5ConfigFile.read(file, Json.read(file));
  }

  /// Writes `config.json`, whole or not at all.
  public void write(Path file) throws IOException {
    Json.write(file, T5ConfigFile.json(this, Precision.FLOAT32));
  }
}
