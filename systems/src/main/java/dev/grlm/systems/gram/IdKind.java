package dev.grlm.systems.gram;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What the words of an identifier say.
public enum IdKind {
  /// each names a cluster within the one before, down to the item
  HIERARCHICAL,
  /// each names the item itself, the one that tells most of it first
  FLAT;

  /// @throws IllegalArgumentException naming the setting, the word and what it may be
  @JsonCreator
  public static IdKind parse(String word) {
    for (IdKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    List<String> known = Arrays.stream(values()).map(IdKind::word).toList();
    throw new IllegalArgumentException("unknown 'kind': '" + word + "'; it is one of " + known);
  }

  /// `hierarchical` or `flat`.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
