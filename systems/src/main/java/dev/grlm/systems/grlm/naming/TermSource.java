package dev.grlm.systems.grlm.naming;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// Who names the items.
public enum TermSource {
  /// The words of the items' own texts, without a language model.
  EXTRACTIVE,
  /// A language model in this process, from a checkpoint folder.
  CHECKPOINT,
  /// A language model behind an OpenAI-compatible endpoint.
  ENDPOINT;

  /// @throws IllegalArgumentException naming the word and what it may be
  @JsonCreator
  public static TermSource parse(String word) {
    for (TermSource source : values()) {
      if (source.word().equals(word)) {
        return source;
      }
    }
    throw new IllegalArgumentException(
        "unknown generator '"
            + word
            + "'; it is one of "
            + Arrays.stream(values()).map(TermSource::word).toList());
  }

  /// `extractive`, `checkpoint` or `endpoint`.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
