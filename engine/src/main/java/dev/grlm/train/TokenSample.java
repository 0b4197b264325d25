package dev.grlm.train;

import java.util.Arrays;

/// A token sequence of which the end is predicted: a prompt and its answer.
///
/// @param tokens not copied
/// @param firstTarget every token from this position on is predicted from those before it; at least
///   1, because nothing stands before the first
public record TokenSample(int[] tokens, int firstTarget) {
  public TokenSample {
    if (firstTarget < 1 || firstTarget >= tokens.length) {
      throw new IllegalArgumentException(
          "first target %d must be in 1…%d: %s"
              .formatted(firstTarget, tokens.length - 1, Arrays.toString(tokens)));
    }
  }

  /// Number of predicted tokens.
  public int targets() {
    return tokens.length - firstTarget;
  }
}
