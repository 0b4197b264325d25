package dev.grlm.sequence;

import dev.grlm.fitting.TrainingConfig;
import java.util.List;

/// Everything that SASRec can be told.
///
/// @param width D, of every embedding and state
/// @param blocks of attention and feed-forward net
/// @param heads of attention; divides the width
/// @param hidden width of the feed-forward nets
/// @param length items of a history that are read, and predictions of one sample at most
/// @param dropout of the embedded items and inside blocks
/// @param negatives items that a target is compared with in training, drawn anew in every pass; 0
///   for all, whatever the size of the catalogue
/// @param sampledAbove size of the catalogue up to which a target is compared with all items
/// @param training how long and how fast
public record SasRecSettings(
    int width,
    int blocks,
    int heads,
    int hidden,
    int length,
    double dropout,
    int negatives,
    int sampledAbove,
    TrainingConfig training) {

  /// One block, one head, 50 items, all positions, full softmax up to 20,000 items and 256 uniform
  /// negatives above, Adam with 0.9 and 0.98: what re-runs of SASRec found best (eSASRec, arXiv
  /// 2508.06450). Width, dropout, rate and length of the training by validation of two data sets
  /// (docs/results/sasrec.md).
  public static final SasRecSettings DEFAULT =
      new SasRecSettings(
          128,
          1,
          1,
          512,
          50,
          0.5,
          256,
          20_000,
          new TrainingConfig(15, 1_024, 2e-3, 0, 0.9, 0.98, 0, 0, 3, 2));

  /// Around the defaults.
  public static final List<String> VARIATIONS =
      List.of(
          "width=64,128,256",
          "blocks=1,2",
          "hidden=256,512,1024",
          "dropout=0.2,0.3,0.4,0.5,0.6",
          "training.learningRate=5e-4,1e-3,2e-3,4e-3",
          "training.batch=512,1024,2048",
          "training.epochs=9,15,24");

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public SasRecSettings {
    var _ = new SasRecConfig(1, width, blocks, heads, hidden, length, dropout);
    if (negatives < 0 || sampledAbove < 0) {
      throw new IllegalArgumentException(
          "negatives and sampledAbove must not be negative: %d, %d"
              .formatted(negatives, sampledAbove));
    }
  }

  /// The model for a catalogue of so many items.
  SasRecConfig shape(int items) {
    return new SasRecConfig(items, width, blocks, heads, hidden, length, dropout);
  }

  /// Negatives of a pass for a catalogue of so many items; 0 for all of them.
  int negativesOf(int items) {
    return items > sampledAbove ? Math.min(negatives, items) : 0;
  }
}
