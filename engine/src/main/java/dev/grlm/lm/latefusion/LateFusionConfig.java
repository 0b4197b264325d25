package dev.grlm.lm.latefusion;

import java.util.List;

/// Shape of a [LateFusion]; stored as `config.json`.
///
/// @param slotSizes how many symbols each slot of an answer has
/// @param similar whether a thing also shows those that are like it
/// @param textWidth width of the text vectors; 0 where a thing shows no text
/// @param width D
/// @param layers of the decoder
/// @param historyLayers of the transformer that reads the history as a whole; 0 for the mean of its
///   things
/// @param heads of attention; divides D
/// @param hidden width of the feed-forward nets
/// @param maxItems things of a history that are read, the newest
/// @param dropout of passages, of what the decoder reads, and inside layers
public record LateFusionConfig(
    List<Integer> slotSizes,
    boolean similar,
    int textWidth,
    int width,
    int layers,
    int historyLayers,
    int heads,
    int hidden,
    int maxItems,
    double dropout) {

  /// @throws IllegalArgumentException naming the settings and their values
  public LateFusionConfig {
    slotSizes = List.copyOf(slotSizes);
    if (slotSizes.isEmpty() || slotSizes.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("slotSizes must be positive: " + slotSizes);
    }
    if (width < 1 || heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "width " + width + " is not a positive multiple of heads " + heads);
    }
    if (layers < 1 || hidden < 1 || maxItems < 1) {
      throw new IllegalArgumentException(
          "layers, hidden and maxItems must be positive: %d, %d, %d"
              .formatted(layers, hidden, maxItems));
    }
    if (historyLayers < 0 || textWidth < 0) {
      throw new IllegalArgumentException(
          "historyLayers and textWidth must not be negative: %d, %d"
              .formatted(historyLayers, textWidth));
    }
    if (!(dropout >= 0 && dropout < 0.99)) {
      throw new IllegalArgumentException("dropout must be in 0…0.99: " + dropout);
    }
  }

  /// Symbols of the longest answer.
  public int slots() {
    return slotSizes.size();
  }

  /// Vectors by which a thing of a history is seen.
  int passages() {
    return 1 + (similar ? 1 : 0) + (textWidth > 0 ? 1 : 0);
  }
}
