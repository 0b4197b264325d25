package dev.grlm.systems.idgenrec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Which words of its text name an item.
public enum IdSource {
  /// those that tell most of it beside the others of the catalogue, the strongest first
  KEYWORDS,
  /// those of its title, in their order
  TITLE;

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

  /// `keywords` or `title`.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
