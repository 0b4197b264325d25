package dev.grlm.leak;

/// How much of a run a [LeakCheck] fits again. A leak shows in few users and after one epoch, so
/// the defaults are small.
///
/// @param users whose histories are fitted, a random sample where there are more, ≥ 1
/// @param listed of them whose lists are compared, ≥ 1
/// @param epochs of every training at most, ≥ 1
/// @param seed of the sample and of the items that take the targets' places
public record LeakSettings(int users, int listed, int epochs, long seed) {
  public static final LeakSettings DEFAULT = new LeakSettings(2_000, 500, 2, 42);

  /// @throws IllegalArgumentException naming the values
  public LeakSettings {
    if (users < 1 || listed < 1 || epochs < 1) {
      throw new IllegalArgumentException(
          "users, listed and epochs must be at least 1, are %d, %d, %d"
              .formatted(users, listed, epochs));
    }
  }
}
