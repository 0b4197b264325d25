package dev.grlm.lm.latefusion;

/// What a [LateFusion] reads: things in the order in which they came.
///
/// @param passages what is seen of each
/// @param history their numbers, oldest first, at least one; not copied
public record FusionContext(Passages passages, int[] history) {
  /// @throws IllegalArgumentException when there is nothing to read
  public FusionContext {
    if (history.length == 0) {
      throw new IllegalArgumentException("a context needs at least one thing");
    }
  }
}
