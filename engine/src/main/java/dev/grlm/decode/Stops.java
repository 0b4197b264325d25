package dev.grlm.decode;

import java.util.List;
import java.util.Set;

/// Where generated text ends.
///
/// @param maxTokens new tokens at most
/// @param tokens that end it, such as the end of a turn
/// @param strings that end it as soon as they are in the text, wherever tokens begin and end
/// @param detokenizer asked for the whole new text after every token, if there are strings
public record Stops(
    int maxTokens, Set<Integer> tokens, List<String> strings, Detokenizer detokenizer) {
  public Stops {
    if (maxTokens < 1) {
      throw new IllegalArgumentException("at least one token must be allowed: " + maxTokens);
    }
    tokens = Set.copyOf(tokens);
    strings = List.copyOf(strings);
    if (strings.contains("")) {
      throw new IllegalArgumentException("a stop string must not be empty: " + strings);
    }
  }

  /// At tokens only.
  public static Stops at(Set<Integer> tokens, int maxTokens) {
    return new Stops(maxTokens, tokens, List.of(), _ -> "");
  }

  /// The same, and at strings.
  public Stops orAt(List<String> moreStrings, Detokenizer reader) {
    return new Stops(maxTokens, tokens, moreStrings, reader);
  }

  /// `text` up to where the first stop string begins, all of it where there is none. The token that
  /// completes a stop string may hold more than it, so texts are cut here.
  public String cut(String text) {
    int end = strings.stream().mapToInt(text::indexOf).filter(i -> i >= 0).min().orElse(-1);
    return end < 0 ? text : text.substring(0, end);
  }

  boolean stringIn(int[] generated) {
    if (strings.isEmpty()) {
      return false;
    }
    String text = detokenizer.text(generated);
    return strings.stream().anyMatch(text::contains);
  }
}
