package dev.grlm.systems.letter;

import dev.grlm.coded.CodeDecoder;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.coded.EncoderDecoderConfig;
import dev.grlm.sequence.CollaborativeConfig;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;

/// Everything that LETTER can be told. The recipe says which of the models generates codes; what
/// the other is told changes nothing.
///
/// @param collaborative where the vectors come from that codes are aligned with
/// @param codebook how items get their codes
/// @param decoder the two-level decoder
/// @param t5 the encoder–decoder
@RecordBuilder
public record LetterSettings(
    CollaborativeConfig collaborative,
    LetterCodebookConfig codebook,
    CodeDecoderConfig decoder,
    EncoderDecoderConfig t5)
    implements LetterSettingsBuilder.With {
  public static final LetterSettings DEFAULT =
      new LetterSettings(
          CollaborativeConfig.DEFAULT,
          LetterCodebookConfig.DEFAULT,
          CodeDecoderConfig.DEFAULT,
          EncoderDecoderConfig.SMALL);

  /// With the generator of the paper.
  public static final LetterSettings PUBLISHED = DEFAULT.withT5(EncoderDecoderConfig.LETTER);

  /// @throws IllegalArgumentException where the heads of the collaborative vectors' model do not
  ///   divide the width of a code
  public LetterSettings {
    var _ = collaborative.sasRec(codebook.rqVae().width());
  }

  /// Around the defaults; the alignment is chosen by the recommender, not by collisions.
  static List<String> variations(boolean twoLevel) {
    var variations = new ArrayList<>(List.of("codebook.alignment=0.01,0.03,0.1"));
    variations.addAll(
        twoLevel ? CodeDecoderConfig.variations("decoder") : EncoderDecoderConfig.variations("t5"));
    return variations;
  }

  CodeDecoder decoder(boolean twoLevel) {
    return twoLevel ? decoder : t5;
  }
}
