package dev.grlm.decode;

import java.util.Arrays;

/// The tokens that were generated for one prompt, and why there are no more.
///
/// @param tokens the new ones, with the stop token if one ended it; not copied
/// @param ending why there are no more
public record GeneratedTokens(int[] tokens, Ending ending) {
  /// Why a sequence ends. Where several reasons come together, the first of these is given.
  public enum Ending {
    STOP_TOKEN,
    STOP_STRING,
    MAX_TOKENS
  }

  /// The tokens without the stop token.
  public int[] content() {
    return ending == Ending.STOP_TOKEN ? Arrays.copyOf(tokens, tokens.length - 1) : tokens;
  }
}
