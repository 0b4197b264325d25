package dev.grlm.systems.gencdr;

import dev.grlm.fitting.TrainingConfig;

/// What is learnt beside the decoder that all domains share, whose weights stay as they are.
///
/// @param rank of the universal change of each linear map and of that of each domain; 0 for none:
///   the shared decoder answers
/// @param balance weight of what holds the mean shares of the two at one half
/// @param training how long and how fast
public record UpdateConfig(int rank, double balance, TrainingConfig training) {
  /// Rank and balance after the published configuration, the training as the decoder's, at a third
  /// of its rate.
  public static final UpdateConfig DEFAULT =
      new UpdateConfig(8, .01, new TrainingConfig(10, 512, 1e-3, .05, .9, .999, .05, 1, 2, 3));

  /// @throws IllegalArgumentException naming the settings and their values
  public UpdateConfig {
    if (rank < 0 || !(balance >= 0)) {
      throw new IllegalArgumentException(
          "rank and balance must not be negative: " + rank + ", " + balance);
    }
  }

  boolean takesPlace() {
    return rank > 0;
  }
}
