package dev.grlm.text;

import java.util.regex.Pattern;

/// A generated text without the thoughts in it. Models that are asked not to think sometimes do; it
/// is stripped and counted, not hidden.
///
/// @param answer what is left of the text
/// @param found whether there was a think block, an empty one included
public record ThinkBlock(String answer, boolean found) {
  private static final String CLOSE = "</think>";

  /// Closed, or cut off by the end of the text; blank lines behind it belong to it.
  private static final Pattern BLOCK =
      Pattern.compile("<think>.*?(?:</think>\\n*|\\z)", Pattern.DOTALL);

  /// Removes `<think>…</think>`, also one that never closes, and everything before a `</think>`
  /// that was never opened: the opening mark then stood in the prompt.
  ///
  /// @param generated decoded with special tokens kept, for a folder may count the marks as special
  public static ThinkBlock strip(String generated) {
    String opened = BLOCK.matcher(generated).replaceAll("");
    int close = opened.lastIndexOf(CLOSE);
    String answer =
        close < 0 ? opened : opened.substring(close + CLOSE.length()).replaceFirst("^\\n+", "");
    return new ThinkBlock(answer, !answer.equals(generated));
  }
}
