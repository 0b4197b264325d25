package dev.grlm.system;

import dev.grlm.evaluate.RepeatPolicy;

/// What is evaluated and how.
///
/// @param repeats `auto`, `allow` or `forbid`; `auto` is decided on validation
/// @param validationUsers users sampled for validation during training
/// @param resamples of the bootstrap
/// @param tuneFloor whether the row with settings chosen on validation is made
/// @param sampleUsers users shown on the report's page
public record EvaluationConfig(
    String repeats, int validationUsers, int resamples, boolean tuneFloor, int sampleUsers) {
  public static final EvaluationConfig DEFAULT =
      new EvaluationConfig("auto", 4_000, 1_000, true, 8);

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
  }
}
