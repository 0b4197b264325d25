package dev.grlm.lm.qwen3;

import java.util.Arrays;
import java.util.List;

/// The published dense Qwen3 checkpoints (arXiv 2505.09388, table 1, and their `config.json`): for
/// memory estimates, and for trying things at their size without their weights.
public enum Qwen3Shape {
  B0_6("0.6B", 1024, 3072, 28, 16, true),
  B1_7("1.7B", 2048, 6144, 28, 16, true),
  B4("4B", 2560, 9728, 36, 32, true),
  B8("8B", 4096, 12288, 36, 32, false),
  B14("14B", 5120, 17408, 40, 40, false);

  /// Rows of the embedding; the tokenizer has fewer.
  public static final int VOCABULARY = 151_936;

  private static final int KEY_VALUE_HEADS = 8;
  private static final int HEAD_WIDTH = 128;
  private static final int POSITIONS = 40_960;
  private static final double ROPE_THETA = 1e6;
  private static final int BEGIN = 151_643;
  private static final int END = 151_645;

  private final String word;
  private final int width;
  private final int hidden;
  private final int layers;
  private final int heads;
  private final boolean tied;

  Qwen3Shape(String word, int width, int hidden, int layers, int heads, boolean tied) {
    this.word = word;
    this.width = width;
    this.hidden = hidden;
    this.layers = layers;
    this.heads = heads;
    this.tied = tied;
  }

  /// @throws IllegalArgumentException naming the word and what it may be
  public static Qwen3Shape parse(String word) {
    for (Qwen3Shape shape : values()) {
      if (shape.word.equals(word)) {
        return shape;
      }
    }
    List<String> known = Arrays.stream(values()).map(Qwen3Shape::word).toList();
    throw new IllegalArgumentException("unknown shape '" + word + "'; it is one of " + known);
  }

  /// As in the checkpoint's name.
  public String word() {
    return word;
  }

  public Qwen3Config config() {
    return new Qwen3Config(
        VOCABULARY,
        width,
        hidden,
        layers,
        heads,
        KEY_VALUE_HEADS,
        HEAD_WIDTH,
        POSITIONS,
        ROPE_THETA,
        Qwen3Config.NORM_EPSILON,
        Qwen3Config.INITIALIZER_RANGE,
        tied,
        BEGIN,
        END,
        Qwen3Config.NO_ID);
  }
}
