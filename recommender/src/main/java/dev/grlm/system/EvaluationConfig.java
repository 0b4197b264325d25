package dev.grlm.system;

import dev.grlm.evaluate.RepeatPolicy;
import java.util.HashSet;
import java.util.List;

/// What is evaluated and how.
///
/// @param repeats `auto`, `allow` or `forbid`; `auto` is decided on validation
/// @param validationUsers users sampled for validation during training
/// @param resamples of the bootstrap
/// @param tuneFloor whether the row with settings chosen on validation is made
/// @param sampleUsers users shown on the report's page
/// @param groups item fields; the report shows every row for the users of each value that their
///   target has
public record EvaluationConfig(
    String repeats,
    int validationUsers,
    int resamples,
    boolean tuneFloor,
    int sampleUsers,
    List<String> groups) {
  public static final EvaluationConfig DEFAULT =
      new EvaluationConfig("auto", 4_000, 1_000, true, 8, List.of("domain"));

  public EvaluationConfig {
    var _ = RepeatPolicy.parse(repeats);
    if (validationUsers < 1 || resamples < 1 || sampleUsers < 0) {
      throw new IllegalArgumentException(
          "validationUsers and resamples must be at least 1, sampleUsers not negative: "
              + validationUsers
              + ", "
              + resamples
              + ", "
              + sampleUsers);
    }
    groups = List.copyOf(groups);
    if (groups.stream().anyMatch(String::isBlank) || new HashSet<>(groups).size() < groups.size()) {
      throw new IllegalArgumentException(
          "groups must be names of item fields, each once: " + groups);
    }
  }
}
