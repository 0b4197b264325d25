package dev.grlm.system;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How generated identifiers become items.
public enum GroundingMode {
  /// the paper's rule, [dev.grlm.ground.ElasticGrounder]
  ELASTIC,
  /// the published code's, [dev.grlm.ground.CompatibleGrounder]
  COMPATIBLE;

  /// @throws IllegalArgumentException naming the word and what it may be
  @JsonCreator
  public static GroundingMode parse(String word) {
    for (GroundingMode mode : values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    List<String> known = Arrays.stream(values()).map(GroundingMode::word).toList();
    throw new IllegalArgumentException("unknown grounding '" + word + "'; it is one of " + known);
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
