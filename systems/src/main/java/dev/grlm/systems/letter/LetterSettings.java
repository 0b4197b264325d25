package dev.grlm.systems.letter;

import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.sequence.CollaborativeConfig;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;

/// Everything that LETTER can be told.
///
/// @param collaborative where the vectors come from that codes are aligned with
/// @param codebook how items get their codes
/// @param decoder what generates them
@RecordBuilder
public record LetterSettings(
    CollaborativeConfig collaborative, LetterCodebookConfig codebook, CodeDecoderConfig decoder)
    implements LetterSettingsBuilder.With {
  public static final LetterSettings DEFAULT =
      new LetterSettings(
          CollaborativeConfig.DEFAULT, LetterCodebookConfig.DEFAULT, CodeDecoderConfig.DEFAULT);

  /// @throws IllegalArgumentException where the heads of the collaborative vectors' model do not
  ///   divide the width of a code
  public LetterSettings {
    var _ = collaborative.sasRec(codebook.rqVae().width());
  }

  /// Around the defaults; the alignment is chosen by the recommender, not by collisions.
  static List<String> variations() {
    var variations = new ArrayList<>(List.of("codebook.alignment=0.01,0.03,0.1"));
    variations.addAll(CodeDecoderConfig.variations("decoder"));
    return variations;
  }
}
