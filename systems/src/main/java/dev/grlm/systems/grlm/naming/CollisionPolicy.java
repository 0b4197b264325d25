package dev.grlm.systems.grlm.naming;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// What happens to items that come out with the same identifier (docs/decisions/0013#5).
public enum CollisionPolicy {
  /// They share it: the paper's way. Grounding orders the group.
  KEEP,
  /// All but the first of a group get another last term.
  SEPARATE,
  /// The language model is asked again for all but the first of a group, with the clash shown; what
  /// it cannot tell apart shares the identifier.
  ASK;

  /// @throws IllegalArgumentException naming the word and what it may be
  @JsonCreator
  public static CollisionPolicy parse(String word) {
    for (CollisionPolicy policy : values()) {
      if (policy.word().equals(word)) {
        return policy;
      }
    }
    throw new IllegalArgumentException(
        "unknown collision policy '"
            + word
            + "'; it is one of "
            + Arrays.stream(values()).map(CollisionPolicy::word).toList());
  }

  /// `keep`, `separate` or `ask`.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
