package dev.grlm.systems.gram;

import dev.grlm.coded.EncoderDecoderConfig;
import dev.grlm.coded.LengthExponents;
import dev.grlm.fitting.TrainingConfig;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;

/// Everything that GRAM can be told. The recipe says which of the decoders says words; what the
/// other is told changes nothing.
///
/// @param ids how items are named
/// @param similar which items are shown beside an item
/// @param lengthExponents α of log-probability / length^α, of which validation chooses one
/// @param decoder of the words, for which passages are looked up
/// @param prompts what an encoder reads
/// @param t5 the encoder–decoder of the words, which encodes each prompt alone
@RecordBuilder
public record GramSettings(
    LexicalIdConfig ids,
    SimilarConfig similar,
    List<Double> lengthExponents,
    GramDecoderConfig decoder,
    PromptConfig prompts,
    EncoderDecoderConfig t5)
    implements GramSettingsBuilder.With {
  /// The shape of the small encoder–decoder of codes, and the training of the public code but for a
  /// shorter schedule. Not yet chosen on any validation split.
  private static final EncoderDecoderConfig T5 =
      EncoderDecoderConfig.SMALL
          .withMaxItems(20)
          .withMicroTokens(8_192)
          .withTraining(new TrainingConfig(20, 128, 1e-3, .05, .9, .999, .01, 1, 2, 3));

  public static final GramSettings DEFAULT =
      new GramSettings(
          LexicalIdConfig.DEFAULT,
          SimilarConfig.DEFAULT,
          List.of(0., .5, 1.),
          GramDecoderConfig.DEFAULT,
          PromptConfig.DEFAULT,
          T5);

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public GramSettings {
    lengthExponents = LengthExponents.checked(lengthExponents);
  }

  /// Around the defaults.
  ///
  /// @param encoded whether prompts are encoded
  List<String> variations(boolean encoded) {
    var variations =
        new ArrayList<>(
            List.of(
                "ids.children=32,64,128",
                "ids.depth=3,4,5",
                "ids.minimumItems=1,5",
                "similar.items=5,10,20"));
    if (encoded) {
      variations.add("prompts.tokens=32,64,128");
      variations.addAll(EncoderDecoderConfig.variations("t5"));
    } else {
      variations.addAll(GramDecoderConfig.variations("decoder"));
    }
    return variations;
  }
}
