package dev.grlm.sequence;

/// Shape of a [SasRec], and of a stack of that kind.
///
/// @param items N, of the catalogue it is fitted to
/// @param width D, of every embedding and state
/// @param blocks of attention and feed-forward net
/// @param heads of attention; divides the width
/// @param hidden width of the feed-forward nets
/// @param length T, items of a history that are read; of a longer one the newest
/// @param dropout of the embedded items and inside blocks
public record SasRecConfig(
    int items, int width, int blocks, int heads, int hidden, int length, double dropout) {

  /// @throws IllegalArgumentException naming the settings and their values
  public SasRecConfig {
    if (width < 1 || heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "width " + width + " is not a positive multiple of heads " + heads);
    }
    if (items < 1 || hidden < 1 || length < 1 || blocks < 0) {
      throw new IllegalArgumentException(
          "items, hidden and length must be positive, blocks not negative: %d, %d, %d, %d"
              .formatted(items, hidden, length, blocks));
    }
    if (!(dropout >= 0 && dropout < 0.99)) {
      throw new IllegalArgumentException("a dropout rate must be in 0…0.99: " + dropout);
    }
  }
}
