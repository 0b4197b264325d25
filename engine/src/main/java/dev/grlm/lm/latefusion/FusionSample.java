package dev.grlm.lm.latefusion;

import java.util.Arrays;

/// A history of which every thing but the first is to be said after those before it.
///
/// @param items numbers of things, oldest first; not copied
public record FusionSample(int[] items) {
  /// @throws IllegalArgumentException when there is nothing to say
  public FusionSample {
    if (items.length < 2) {
      throw new IllegalArgumentException("a sample needs two things: " + Arrays.toString(items));
    }
  }
}
