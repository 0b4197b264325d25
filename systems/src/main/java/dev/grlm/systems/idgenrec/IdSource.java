package dev.grlm.systems.idgenrec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Which words name an item.
public enum IdSource {
  /// those of its text that tell most of it beside the others of the catalogue, the strongest first
  KEYWORDS,
  /// those of its title, in their order
  TITLE,
  /// those that a T5 of tags or a language model writes of it
  TAGS;

  /// @throws IllegalArgumentException naming the setting, the word and what it may be
  @JsonCreator
  public static IdSource parse(String word) {
    for (IdSource source : values()) {
      if (source.word().equals(word)) {
        return source;
      }
    }
    List<String> known = Arrays.stream(values()).map(IdSource::word).toList();
    throw new IllegalArgumentException("unknown 'from': '" + word + "'; it is one of " + known);
  }

  /// `keywords`, `title` or `tags`.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
