package dev.grlm.systems.tricdr;

import dev.grlm.fitting.TrainingConfig;
import dev.grlm.sequence.SasRecConfig;
import java.util.List;

/// Everything that TriCDR can be told.
///
/// @param target the domain that is asked for; empty for each in turn
/// @param width D, of every embedding and state
/// @param blocks of each of the three stacks
/// @param heads of attention; divides the width
/// @param hidden width of the feed-forward nets
/// @param length items of a joined history that are read, and predictions of one sample at most
/// @param dropout of the embedded items and inside blocks
/// @param contrast what the three sequences are to have in common
/// @param training how long and how fast
public record TriCdrSettings(
    String target,
    int width,
    int blocks,
    int heads,
    int hidden,
    int length,
    double dropout,
    ContrastConfig contrast,
    TrainingConfig training) {

  /// The paper's width, blocks and heads; 50 items in place of 200, and trained as our SASRec is.
  public static final TriCdrSettings DEFAULT =
      new TriCdrSettings(
          "",
          64,
          2,
          1,
          256,
          50,
          .2,
          ContrastConfig.DEFAULT,
          new TrainingConfig(15, 1_024, 2e-3, 0, .9, .98, 0, 0, 3, 2));

  /// Around the defaults.
  static final List<String> VARIATIONS =
      List.of(
          "dropout=0.2,0.3,0.4,0.5",
          "blocks=1,2",
          "contrast.weight=0,0.1,1",
          "contrast.tripletWeight=0,0.1,1,10",
          "training.learningRate=1e-3,2e-3",
          "training.epochs=9,15,24");

  /// Predictions of a step, and so persons of a pass, of which each two may be compared: 2^28
  /// cosines, 1 GiB of float32, for each of the three pairs of sequences.
  private static final int MOST_COMPARED = 8_192;

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public TriCdrSettings {
    var _ = new SasRecConfig(1, width, blocks, heads, hidden, length, dropout);
    if (contrast.weight() > 0 && training.batch() > MOST_COMPARED) {
      throw new IllegalArgumentException(
          ("training.batch is %d, at most %d can be: the contrast compares each two people of a"
                  + " pass; or contrast.weight is 0")
              .formatted(training.batch(), MOST_COMPARED));
    }
  }

  /// The model for a catalogue of so many items.
  SasRecConfig shape(int items) {
    return new SasRecConfig(items, width, blocks, heads, hidden, length, dropout);
  }
}
