package dev.grlm.sequence;

import dev.grlm.fitting.TrainingConfig;
import io.soabase.recordbuilder.core.RecordBuilder;

/// How the SASRec is shaped and trained whose item embeddings are the collaborative vectors: one
/// block, as wide as whoever asks for them needs them. It is trained to its last epoch and judged
/// by nothing, so that the vectors follow from training positions alone.
///
/// @param heads of attention; divides the width
/// @param hidden width of the feed-forward net
/// @param length items of a history that are read, and predictions of one sample at most
/// @param dropout of the embedded items and inside the block
/// @param epochs of all samples
/// @param batch predictions per step
/// @param learningRate of Adam, falling to 0
@RecordBuilder
public record CollaborativeConfig(
    int heads, int hidden, int length, double dropout, int epochs, int batch, double learningRate)
    implements CollaborativeConfigBuilder.With {

  /// The best of SASRec's re-runs, at the rate and for the time that ours was chosen to have.
  public static final CollaborativeConfig DEFAULT =
      new CollaborativeConfig(1, 128, 50, .2, 15, 1_024, 2e-3);

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public CollaborativeConfig {
    var _ = sasRec(heads, heads, hidden, length, dropout, epochs, batch, learningRate);
  }

  /// @param width of a vector
  /// @throws IllegalArgumentException naming both, where the heads do not divide it
  public SasRecSettings sasRec(int width) {
    return sasRec(width, heads, hidden, length, dropout, epochs, batch, learningRate);
  }

  /// Above a size of the catalogue a target is compared with as many others as the system SASRec
  /// compares it with.
  private static SasRecSettings sasRec(
      int width,
      int heads,
      int hidden,
      int length,
      double dropout,
      int epochs,
      int batch,
      double learningRate) {
    return new SasRecSettings(
        width,
        1,
        heads,
        hidden,
        length,
        dropout,
        SasRecSettings.DEFAULT.negatives(),
        SasRecSettings.DEFAULT.sampledAbove(),
        // Asked once, after the last epoch, so that the last weights are kept.
        new TrainingConfig(epochs, batch, learningRate, 0, .9, .98, 0, 0, Math.max(1, epochs), 1));
  }
}
