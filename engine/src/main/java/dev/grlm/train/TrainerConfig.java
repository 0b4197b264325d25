package dev.grlm.train;

/// How a [Trainer] trains. Defaults stand with the preset that uses them.
///
/// @param epochs the schedule's length; early stopping may end before
/// @param batch predictions per step, over all workers
/// @param learningRate peak
/// @param warmUp share of all steps
/// @param beta1 AdamW's first-moment decay
/// @param beta2 AdamW's second-moment decay
/// @param decay decoupled weight decay
/// @param clip largest Euclidean norm of the gradient; 0 for none
/// @param averaging decay per step of the exponential moving average of the weights that is
///   validated and kept; 0 for the weights themselves
/// @param validateEvery epochs between validations; the last epoch always validates
/// @param patience validations without a better score until training stops
/// @param workers Java threads, each with a slice of every batch
/// @param seed of shuffling and dropout
public record TrainerConfig(
    int epochs,
    int batch,
    double learningRate,
    double warmUp,
    double beta1,
    double beta2,
    double decay,
    double clip,
    double averaging,
    int validateEvery,
    int patience,
    int workers,
    long seed) {

  public TrainerConfig {
    if (epochs < 1 || batch < 1 || workers < 1 || validateEvery < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "epochs, batch, workers, validateEvery and patience must be at least 1: "
              + epochs
              + ", "
              + batch
              + ", "
              + workers
              + ", "
              + validateEvery
              + ", "
              + patience);
    }
    if (!(learningRate > 0) || warmUp < 0 || warmUp > 1 || averaging < 0 || averaging >= 1) {
      throw new IllegalArgumentException(
          "learningRate must be positive, warmUp in 0…1, averaging in 0…1: "
              + learningRate
              + ", "
              + warmUp
              + ", "
              + averaging);
    }
  }
}
