package dev.grlm.systems.etegrec;

import io.soabase.recordbuilder.core.RecordBuilder;

/// How tokenizer and recommender are trained in turns. The recommender's rate, batch and all else
/// of its training are the decoder's, and so is the tokenizer's batch.
///
/// @param epochs of each of the two; 0 for no alternation
/// @param alignAfter how many of them are done before the two are drawn to each other
/// @param sequenceItem weight of the alignment of sequences with the codes of their next items
/// @param preferenceSemantic weight of the alignment of preferences with the vectors of the items
/// @param temperature τ of the latter
/// @param legacy whether the former makes far codes probable and near ones improbable, as the
///   paper's code does
/// @param learningRate the tokenizer's highest
/// @param decay decoupled weight decay of the tokenizer's nets
@RecordBuilder
public record AlternationConfig(
    int epochs,
    int alignAfter,
    double sequenceItem,
    double preferenceSemantic,
    double temperature,
    boolean legacy,
    double learningRate,
    double decay)
    implements AlternationConfigBuilder.With {

  /// Weights, temperature, rate and decay of the paper's code, which aligns after 5 of 200 epochs
  /// of each.
  public static final AlternationConfig DEFAULT =
      new AlternationConfig(30, 5, 1e-4, 3e-4, .07, false, 1e-4, .05);

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public AlternationConfig {
    if (epochs < 0 || alignAfter < 0) {
      throw new IllegalArgumentException(
          "epochs and alignAfter must not be negative: " + epochs + ", " + alignAfter);
    }
    if (!(sequenceItem >= 0) || !(preferenceSemantic >= 0) || !(decay >= 0)) {
      throw new IllegalArgumentException(
          "sequenceItem, preferenceSemantic and decay must not be negative: %s, %s, %s"
              .formatted(sequenceItem, preferenceSemantic, decay));
    }
    if (!(temperature > 0) || !(learningRate > 0)) {
      throw new IllegalArgumentException(
          "temperature and learningRate must be positive: " + temperature + ", " + learningRate);
    }
  }

  /// Whether the two are trained in turns.
  boolean takesPlace() {
    return epochs > 0;
  }

  /// Whether they are drawn to each other at all.
  boolean aligns() {
    return alignAfter < epochs && (sequenceItem > 0 || preferenceSemantic > 0);
  }
}
