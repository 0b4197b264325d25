package dev.grlm.systems.gencdr;

import dev.grlm.train.TrainerConfig;

/// How the encoder of item texts is adapted to each domain.
///
/// @param rank of the change of each linear map; 0 for no adapters: codes by the shared encoder
/// @param commitment weight of what draws a vector to its codes, beside the reconstruction
/// @param balance weight of what holds the mean gate of a domain at one half
/// @param epochs of all items
/// @param batch items per step
/// @param learningRate of AdamW, after a rise, then falling to 0
public record AdapterConfig(
    int rank, double commitment, double balance, int epochs, int batch, double learningRate) {
  private static final double WARM_UP = .05;

  /// Looks at the collision rate in a training.
  private static final int LOOKS = 10;

  /// Rank and weights after the published configuration; how long and how fast is ours.
  public static final AdapterConfig DEFAULT = new AdapterConfig(8, .25, .01, 100, 1_024, 1e-3);

  /// @throws IllegalArgumentException naming the settings and their values
  public AdapterConfig {
    if (rank < 0 || !(commitment >= 0) || !(balance >= 0)) {
      throw new IllegalArgumentException(
          "rank, commitment and balance must not be negative: %d, %s, %s"
              .formatted(rank, commitment, balance));
    }
    var _ = trainer(epochs, batch, learningRate, 1, 0);
  }

  boolean takesPlace() {
    return rank > 0;
  }

  /// Trained to the end: no patience ends it before.
  TrainerConfig trainer(int workers, long seed) {
    return trainer(epochs, batch, learningRate, workers, seed);
  }

  private static TrainerConfig trainer(
      int epochs, int batch, double learningRate, int workers, long seed) {
    int every = Math.max(1, epochs / LOOKS);
    int patience = Math.max(1, epochs);
    return new TrainerConfig(
        epochs, batch, learningRate, WARM_UP, .9, .999, 0, 1, every, patience, workers, seed);
  }
}
