package dev.grlm.decode;

import java.util.Arrays;

/// What was generated for one prompt.
///
/// @param tokens the new ones, with the stop token if one ended it; not copied
/// @param ending why there are no more
public record Generation(int[] tokens, Ending ending) {
  /// Why a text ends. Where several reasons come together, the first of these is given.
  public enum Ending {
    /// a whole sequence of the trie
    SEQUENCE,
    STOP_TOKEN,
    STOP_STRING,
    MAX_TOKENS
  }

  /// The tokens without the stop token.
  public int[] content() {
    return ending == Ending.STOP_TOKEN ? Arrays.copyOf(tokens, tokens.length - 1) : tokens;
  }
}
