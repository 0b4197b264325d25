package dev.grlm.embed;

/// Which encoder of texts that was trained elsewhere a run has, and the settings of
/// [CheckpointEncoder].
///
/// @param pretrained name of a [PretrainedEncoder]; empty for none
/// @param checkpoint folder of a Qwen3-Embedding checkpoint; empty for none. With neither, an
///   encoder is fitted to the items
/// @param pooling of the tokens' states
/// @param dimensions kept of a row, the leading ones, normalised again (Matryoshka representations,
///   arXiv 2205.13147); 0 for all
/// @param longest tokens of a text that are read, the closing one included; what is cut is counted
/// @param batchTokens most tokens of one pass, padding included
public record CheckpointEncoderConfig(
    String pretrained,
    String checkpoint,
    Pooling pooling,
    int dimensions,
    int longest,
    int batchTokens) {
  /// As in the paper's code.
  public static final int DEFAULT_LONGEST = 512;

  /// No checkpoint.
  public static final CheckpointEncoderConfig NONE =
      new CheckpointEncoderConfig("", "", Pooling.LAST, 0, DEFAULT_LONGEST, 8_192);

  /// @throws IllegalArgumentException naming the setting and its value
  public CheckpointEncoderConfig {
    if (!pretrained.isEmpty() && !checkpoint.isEmpty()) {
      throw new IllegalArgumentException(
          "one encoder is used: pretrained='%s' or checkpoint='%s'"
              .formatted(pretrained, checkpoint));
    }
    if (dimensions < 0) {
      throw new IllegalArgumentException("dimensions must not be negative: " + dimensions);
    }
    if (longest < 2 || batchTokens < longest) {
      throw new IllegalArgumentException(
          "longest must be at least 2 and batchTokens at least longest: "
              + longest
              + ", "
              + batchTokens);
    }
  }

  public Kind kind() {
    if (!pretrained.isEmpty()) {
      return Kind.PRETRAINED;
    }
    return checkpoint.isEmpty() ? Kind.FITTED : Kind.CHECKPOINT;
  }

  /// Where an encoder comes from.
  public enum Kind {
    /// it is fitted to the items' texts
    FITTED,
    /// a folder of weights
    CHECKPOINT,
    /// a module
    PRETRAINED
  }
}
