package dev.grlm.systems.etegrec;

import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.QuantizerKind;
import dev.grlm.codebook.RqVaeConfig;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.fitting.TrainingConfig;
import dev.grlm.sequence.CollaborativeConfig;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/// Everything that ETEGRec can be told.
///
/// @param vectorWidth of an item's vector, which is what codes are made of
/// @param collaborative where the vectors come from
/// @param codebook how they become codes at first
/// @param alternation how codes and what generates them are trained in turns
/// @param decoder what generates codes; trained so where there is no alternation
/// @param tuning how it is trained after the alternation, when the codes stay as they are
@RecordBuilder
public record EtegrecSettings(
    int vectorWidth,
    CollaborativeConfig collaborative,
    CodebookConfig codebook,
    AlternationConfig alternation,
    CodeDecoderConfig decoder,
    TrainingConfig tuning)
    implements EtegrecSettingsBuilder.With {

  /// SASRec vectors of 256 coordinates and 3 × 256 codes of 128 as in the paper's code, whose net
  /// this is, too; 500 epochs in place of 10,000, for the reason that TIGER's of ours has. The
  /// SASRec is the system's, twice as wide.
  public static final EtegrecSettings DEFAULT =
      new EtegrecSettings(
          256,
          new CollaborativeConfig(1, 512, 50, .5, 15, 1_024, 2e-3),
          new CodebookConfig(
              QuantizerKind.RQ_VAE,
              3,
              256,
              50,
              Collisions.DIGIT,
              new RqVaeConfig(
                  List.of(512, 256), 128, .25, 1, false, 500, 1_024, 1e-3, .05, 1e-4, 1, 50)),
          AlternationConfig.DEFAULT,
          CodeDecoderConfig.DEFAULT,
          // Of half the decoder's own rate; patience ends it.
          CodeDecoderConfig.DEFAULT.training().withLearningRate(5e-4));

  /// @throws IllegalArgumentException where the heads of the vectors' model do not divide their
  ///   width
  public EtegrecSettings {
    var _ = collaborative.sasRec(vectorWidth);
  }

  /// The decoder as the last stage trains it.
  CodeDecoderConfig last() {
    return alternation.takesPlace() ? decoder.withTraining(tuning) : decoder;
  }
}
