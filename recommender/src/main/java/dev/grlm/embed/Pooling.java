package dev.grlm.embed;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How the states of a text's tokens become one row (docs/decisions/0013#1).
public enum Pooling {
  /// the state of the last token, as Qwen3-Embedding was trained
  LAST,
  /// the mean over all tokens, as the paper's code does
  MEAN;

  /// @throws IllegalArgumentException naming the word and what it may be
  @JsonCreator
  public static Pooling parse(String word) {
    for (Pooling pooling : values()) {
      if (pooling.word().equals(word)) {
        return pooling;
      }
    }
    List<String> known = Arrays.stream(values()).map(Pooling::word).toList();
    throw new IllegalArgumentException("unknown pooling '" + word + "'; it is one of " + known);
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
