package dev.grlm.lm.qwen3;

import java.util.Arrays;

/// A token sequence of which the end is predicted: a prompt and its answer.
///
/// @param tokens not copied
/// @param firstTarget every token from this position on is predicted from those before it; at least
///   1, because nothing stands before the first
/// @param weights of the targets in the loss, not negative, one each; not copied
public record TokenSample(int[] tokens, int firstTarget, float[] weights) {
  /// All targets weigh the same.
  public TokenSample(int[] tokens, int firstTarget) {
    this(tokens, firstTarget, ones(tokens.length - firstTarget));
  }

  public TokenSample {
    if (firstTarget < 1 || firstTarget >= tokens.length) {
      throw new IllegalArgumentException(
          "first target %d must be in 1…%d: %s"
              .formatted(firstTarget, tokens.length - 1, Arrays.toString(tokens)));
    }
    if (weights.length != tokens.length - firstTarget) {
      throw new IllegalArgumentException(
          (tokens.length - firstTarget) + " targets, but weights for " + weights.length);
    }
    for (float weight : weights) {
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("a target's weight is " + weight);
      }
    }
  }

  private static float[] ones(int count) {
    var ones = new float[Math.max(0, count)];
    Arrays.fill(ones, 1);
    return ones;
  }

  /// The same sample with every target's weight multiplied.
  ///
  /// @param factor not negative
  public TokenSample times(float factor) {
    var times = new float[weights.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = weights[i] * factor;
    }
    return new TokenSample(tokens, firstTarget, times);
  }

  /// Number of predicted tokens.
  public int targets() {
    return tokens.length - firstTarget;
  }
}
