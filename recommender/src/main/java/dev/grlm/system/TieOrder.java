package dev.grlm.system;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// In which order a user's events at one time stand, in everything that a run makes of its data.
public enum TieOrder {
  /// as in the input
  KEEP,
  /// drawn by the seed of the run, [dev.grlm.data.ShuffledTies]
  SHUFFLE;

  /// @throws IllegalArgumentException naming the word and what it may be
  @JsonCreator
  public static TieOrder parse(String word) {
    for (TieOrder order : values()) {
      if (order.word().equals(word)) {
        return order;
      }
    }
    List<String> known = Arrays.stream(values()).map(TieOrder::word).toList();
    throw new IllegalArgumentException(
        "unknown order of ties '" + word + "'; it is one of " + known);
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
