package dev.grlm.text;

import java.util.Arrays;

/// A prompt and its answer as one token sequence.
///
/// @param tokens not copied
/// @param firstTarget where the answer begins; everything before it is the prompt
public record ChatSample(int[] tokens, int firstTarget) {
  public int[] prompt() {
    return Arrays.copyOf(tokens, firstTarget);
  }

  /// The answer and the mark that ends it.
  public int[] answer() {
    return Arrays.copyOfRange(tokens, firstTarget, tokens.length);
  }
}
