package dev.grlm.lm.latefusion;

/// What a decoder may see of things, by their numbers. Immutable if nobody writes into its arrays.
///
/// @param symbols of each thing one symbol of each slot; what ends it fills the slots behind
/// @param similar numbers of the things that are like each one; none where nobody knows
/// @param textWidth E, 0 where there are no texts
/// @param texts things × E, row-major; zeros where a thing has none
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
public record Passages(int[][] symbols, int[][] similar, int textWidth, float[] texts) {
  /// @throws IllegalArgumentException naming the sizes that do not fit
  public Passages {
    if (similar.length != symbols.length || (long) symbols.length * textWidth != texts.length) {
      throw new IllegalArgumentException(
          "%d things, %d of them with similar ones, %d × %d text values expected, found %d"
              .formatted(symbols.length, similar.length, symbols.length, textWidth, texts.length));
    }
  }

  /// Number of things.
  public int size() {
    return symbols.length;
  }
}
