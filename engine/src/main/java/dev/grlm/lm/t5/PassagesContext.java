package dev.grlm.lm.t5;

import java.util.List;

/// What a [FusionInDecoder] reads.
///
/// @param passages tokens of each, without padding, none of them empty; in order of their places;
///   the arrays are not copied
public record PassagesContext(List<int[]> passages) {
  /// @throws IllegalArgumentException when there is nothing to read
  public PassagesContext {
    passages = List.copyOf(passages);
    if (passages.isEmpty() || passages.stream().anyMatch(passage -> passage.length == 0)) {
      throw new IllegalArgumentException("a context needs passages, each with a token");
    }
  }

  /// Tokens of all passages.
  int length() {
    return passages.stream().mapToInt(passage -> passage.length).sum();
  }
}
