package dev.grlm.systems.gram;

import io.soabase.recordbuilder.core.RecordBuilder;

/// What an encoder reads of an item: what it is called, what those are called that are like it, and
/// the words of its text.
///
/// @param tokens of all three together, at most; the text is cut first
/// @param minimumItems in how many items a word of a text must be to be read
@RecordBuilder
public record PromptConfig(int tokens, int minimumItems) implements PromptConfigBuilder.With {
  public static final PromptConfig DEFAULT = new PromptConfig(64, 5);

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public PromptConfig {
    if (tokens < 1 || minimumItems < 1) {
      throw new IllegalArgumentException(
          "tokens and minimumItems must be at least 1: %d, %d".formatted(tokens, minimumItems));
    }
  }
}
