package dev.grlm.codebook;

import io.soabase.recordbuilder.core.RecordBuilder;

/// How items get their codes.
///
/// @param quantizer how code books are made
/// @param levels L, code books
/// @param codes K, of each; of a smaller catalogue as many as it has items
/// @param iterations of Lloyd at most, where they are made by k-means
/// @param collisions what happens to items that come out with the same codes
/// @param rqVae where they are made by an RQ-VAE
@RecordBuilder
public record CodebookConfig(
    QuantizerKind quantizer,
    int levels,
    int codes,
    int iterations,
    Collisions collisions,
    RqVaeConfig rqVae)
    implements CodebookConfigBuilder.With {
  /// 3 × 256 and a digit, as in TIGER; k-means is as good as an RQ-VAE in re-runs, and takes
  /// seconds.
  public static final CodebookConfig TIGER =
      new CodebookConfig(QuantizerKind.K_MEANS, 3, 256, 50, Collisions.DIGIT, RqVaeConfig.DEFAULT);

  /// @throws IllegalArgumentException naming the settings and their values
  public CodebookConfig {
    if (levels < 1 || levels >= Codes.MOST_LEVELS || codes < 2 || iterations < 1) {
      throw new IllegalArgumentException(
          "levels must be 1 … %d, codes at least 2, iterations at least 1: %d, %d, %d"
              .formatted(Codes.MOST_LEVELS - 1, levels, codes, iterations));
    }
  }

  /// Levels of an item's codes, one that tells items apart among them.
  public int length() {
    return collisions == Collisions.DIGIT ? levels + 1 : levels;
  }

  /// Codes of a level for a catalogue of so many items.
  public int codesOf(int items) {
    return Math.min(codes, items);
  }
}
