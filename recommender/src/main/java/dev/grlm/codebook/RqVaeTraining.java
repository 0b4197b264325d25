package dev.grlm.codebook;

import dev.grlm.train.Checkpoints;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainingProgress;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/// Trains an [RqVae]. The weights that are kept are those with the fewest items that share their
/// codes, and of equally many those that decode best.
///
/// @param levels L
/// @param codes K; no more than there are items
/// @param workers Java threads; part of the result
/// @param further losses beside the model's own
public record RqVaeTraining(
    RqVaeConfig config, int levels, int codes, int workers, long seed, List<RqVaeLoss> further) {
  public RqVaeTraining {
    further = List.copyOf(further);
  }

  /// A trained model and how it went; the score is minus the collision rate.
  public record Trained(RqVaeQuantizer quantizer, TrainingResult result) {}

  /// @param vectors as they are; they are standardised here
  /// @return to be closed by the caller
  public Trained train(ItemVectors vectors, Checkpoints checkpoints, TrainingProgress progress)
      throws IOException {
    Standardization standardization = Standardization.of(vectors);
    ItemVectors standard = standardization.apply(vectors);
    var model =
        new RqVae(
            new RqVaeShape(vectors.width(), config.hidden(), config.width(), levels, codes), seed);
    try {
      var objective = new RqVaeObjective(model, standard, config, seed, further);
      TrainingResult result =
          new Trainer<>(objective, config.trainer(workers, seed), progress)
              .train(
                  IntStream.range(0, vectors.items()).boxed().toList(),
                  _ -> score(model, standard),
                  checkpoints);
      return new Trained(new RqVaeQuantizer(model, standardization), result);
    } catch (IOException | RuntimeException failure) {
      model.close();
      throw failure;
    }
  }

  /// Minus the collision rate; the error of what is decoded, which is made smaller than one item,
  /// tells apart models with equally many collisions.
  static double score(RqVae model, ItemVectors standard) {
    Codebooks books = model.codebooks();
    ItemVectors encoded = model.encoded(standard);
    ItemVectors left = books.trail(encoded).rests().getLast();
    var sums = new float[encoded.values().length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = encoded.values()[i] - left.values()[i];
    }
    double error = model.error(standard, new ItemVectors(encoded.items(), encoded.width(), sums));
    int surplus = books.quantize(encoded).codes().surplus();
    return -(surplus + error / (1 + error)) / encoded.items();
  }
}
