package dev.grlm.data;

import java.util.Arrays;
import java.util.Locale;

/// One of the three parts of a [History], in their order.
public enum Part {
  TRAINING,
  VALIDATION,
  TEST;

  /// @throws IllegalArgumentException naming the word, when it is no part
  public static Part parse(String word) {
    for (Part part : values()) {
      if (part.word().equals(word)) {
        return part;
      }
    }
    throw new IllegalArgumentException(
        "unknown part '"
            + word
            + "'; it is one of "
            + Arrays.stream(values()).map(Part::word).toList());
  }

  /// `training`, `validation` or `test`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
