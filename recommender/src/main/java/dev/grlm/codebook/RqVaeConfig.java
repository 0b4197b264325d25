package dev.grlm.codebook;

import dev.grlm.train.TrainerConfig;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/// How an [RqVae] is shaped and trained.
///
/// @param hidden widths of the hidden layers of the encoder, from the vectors on; the decoder's are
///   the same the other way round
/// @param width e, of a code
/// @param commitment β, how much an encoded vector is drawn to its codes, beside 1 by which these
///   are drawn to it
/// @param quantisation λ, weight of the mean loss of the levels beside the reconstruction
/// @param sinkhorn whether items of a batch are spread evenly over the codes of the last level in
///   training
/// @param epochs of all items
/// @param batch items per step
/// @param learningRate of AdamW, after a rise over `warmUp`, then falling to 0
/// @param warmUp share of all steps
/// @param decay of the weights of the nets
/// @param clip largest norm of the gradient; 0 for none
/// @param validateEvery epochs between looks at the collision rate
/// @param legacy whether it is made as in the code of LC-Rec, LETTER and ETEGRec: the next level
///   gets what is left with the gradient of the straight-through code taken off, so that nothing
///   behind the first level reaches the encoder; the first books are made of one batch, and a code
///   that no item has stays where it is
@RecordBuilder
public record RqVaeConfig(
    List<Integer> hidden,
    int width,
    double commitment,
    double quantisation,
    boolean sinkhorn,
    int epochs,
    int batch,
    double learningRate,
    double warmUp,
    double decay,
    double clip,
    int validateEvery,
    boolean legacy)
    implements RqVaeConfigBuilder.With {

  /// Shape, β and λ as in TIGER (one hidden layer less, because our vectors are narrower), AdamW as
  /// in LC-Rec; 500 epochs, which k-means and restarts of dead codes make enough.
  public static final RqVaeConfig DEFAULT =
      new RqVaeConfig(List.of(256, 128), 32, .25, 1, false, 500, 1_024, 1e-3, .05, 1e-4, 1, 50);

  /// The same with items spread over the codes of the last level, as in LC-Rec and LETTER.
  public static final RqVaeConfig SINKHORN =
      new RqVaeConfig(List.of(256, 128), 32, .25, 1, true, 500, 1_024, 1e-3, .05, 1e-4, 1, 50);

  /// Made as docs/decisions/0020 says.
  public RqVaeConfig(
      List<Integer> hidden,
      int width,
      double commitment,
      double quantisation,
      boolean sinkhorn,
      int epochs,
      int batch,
      double learningRate,
      double warmUp,
      double decay,
      double clip,
      int validateEvery) {
    this(
        hidden,
        width,
        commitment,
        quantisation,
        sinkhorn,
        epochs,
        batch,
        learningRate,
        warmUp,
        decay,
        clip,
        validateEvery,
        false);
  }

  /// @throws IllegalArgumentException naming the settings and their values
  public RqVaeConfig {
    hidden = List.copyOf(hidden);
    if (width < 1 || hidden.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "width and hidden must be at least 1: " + width + ", " + hidden);
    }
    if (!(commitment >= 0) || !(quantisation > 0)) {
      throw new IllegalArgumentException(
          "commitment must not be negative, quantisation positive: "
              + commitment
              + ", "
              + quantisation);
    }
    var _ = trainer(epochs, batch, learningRate, warmUp, decay, clip, validateEvery, 1, 0);
  }

  /// Trained to the end: no patience ends it before.
  TrainerConfig trainer(int workers, long seed) {
    return trainer(epochs, batch, learningRate, warmUp, decay, clip, validateEvery, workers, seed);
  }

  private static TrainerConfig trainer(
      int epochs,
      int batch,
      double learningRate,
      double warmUp,
      double decay,
      double clip,
      int validateEvery,
      int workers,
      long seed) {
    int patience = Math.max(1, epochs);
    return new TrainerConfig(
        epochs,
        batch,
        learningRate,
        warmUp,
        0.9,
        0.999,
        decay,
        clip,
        validateEvery,
        patience,
        workers,
        seed);
  }
}
