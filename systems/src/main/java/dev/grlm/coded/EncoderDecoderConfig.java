package dev.grlm.coded;

import dev.grlm.fitting.TrainingConfig;
import dev.grlm.lm.t5.T5Config;
import dev.grlm.system.RunSettings;
import dev.grlm.train.TrainerConfig;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.stream.Stream;

/// The encoder–decoder of the papers, T5 version 1.0 over single codes: the encoder reads the codes
/// of a history, the decoder says those of the next item (TIGER, arXiv 2305.05065, section 3.2).
///
/// @param width D
/// @param layers of the encoder, and of the decoder
/// @param heads of attention
/// @param headWidth of one head; together they need not fill D
/// @param hidden width of the feed-forward nets
/// @param maxItems items of a history that are read, the newest
/// @param dropout of embedded codes, attention, inside the feed-forward nets, of what each adds,
///   and of what a stack ends with
/// @param labelSmoothing of the codes' targets, over the codes of their level
/// @param microTokens codes that pass through the model together, padding included; a batch is as
///   many passes as it takes; 0 for one per worker
/// @param training how long and how fast; here a batch counts samples, of which every item but the
///   first of a history is one
@RecordBuilder
public record EncoderDecoderConfig(
    int width,
    int layers,
    int heads,
    int headWidth,
    int hidden,
    int maxItems,
    double dropout,
    double labelSmoothing,
    int microTokens,
    TrainingConfig training)
    implements CodeDecoder, EncoderDecoderConfigBuilder.With {

  /// Shrunk until two cores can train it; what is not shape or speed is as in the two-level
  /// decoder's defaults, but for dropout, which T5 has at more places. Not yet chosen on any
  /// validation split.
  public static final EncoderDecoderConfig SMALL =
      new EncoderDecoderConfig(
          128,
          2,
          4,
          32,
          512,
          10,
          .2,
          .1,
          0,
          new TrainingConfig(25, 256, 1e-3, .05, .9, .999, .05, 1, 2, 3));

  /// TIGER's model, batch and number of steps (section 4), by the schedule of its best re-run.
  public static final EncoderDecoderConfig TIGER =
      published(new TrainingConfig(1, 200_000, 256, 3e-4, .05, .9, .999, .035, 1, 5, 20));

  /// The same model as LETTER's scripts train it.
  public static final EncoderDecoderConfig LETTER =
      published(new TrainingConfig(200, 1_024, 5e-4, .01, .9, .999, .01, 1, 2, 10));

  private static EncoderDecoderConfig published(TrainingConfig training) {
    return new EncoderDecoderConfig(128, 4, 6, 64, 1_024, 20, .1, 0, 16_384, training);
  }

  /// What a search chooses between, around all of these.
  ///
  /// @param path of this group within the system's
  public static List<String> variations(String path) {
    return Stream.of(
            "layers=2,4",
            "dropout=0.1,0.2,0.3",
            "labelSmoothing=0,0.1",
            "training.learningRate=3e-4,5e-4,1e-3,2e-3",
            "training.batch=128,256,1024")
        .map(variation -> path + "." + variation)
        .toList();
  }

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public EncoderDecoderConfig {
    var _ = shape(List.of(1), width, layers, heads, headWidth, hidden, dropout);
    if (maxItems < 1 || microTokens < 0) {
      throw new IllegalArgumentException(
          "maxItems must be at least 1, microTokens not negative: "
              + maxItems
              + ", "
              + microTokens);
    }
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException("labelSmoothing must be in 0…1: " + labelSmoothing);
    }
  }

  /// How it is trained where a run is computed. Threads that share a card would wait for each
  /// other.
  ///
  /// @param predictions of one sample, by which the trainer fills a batch
  public TrainerConfig trainer(RunSettings run, int predictions) {
    return training
        .withBatch(Math.multiplyExact(training.batch(), predictions))
        .trainer(run.placement().device().cuda() ? 1 : run.workers(), run.seed())
        .withFootprint(new TrainerConfig.Footprint(microTokens, 1));
  }

  /// @param sizes how many codes each level has
  public T5Config shape(List<Integer> sizes) {
    return shape(sizes, width, layers, heads, headWidth, hidden, dropout);
  }

  private static T5Config shape(
      List<Integer> sizes,
      int width,
      int layers,
      int heads,
      int headWidth,
      int hidden,
      double dropout) {
    return T5Config.ofLevels(sizes, width, headWidth, hidden, layers, heads).withDropout(dropout);
  }
}
