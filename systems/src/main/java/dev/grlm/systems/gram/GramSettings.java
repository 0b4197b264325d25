package dev.grlm.systems.gram;

import dev.grlm.coded.LengthExponents;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;

/// Everything that GRAM can be told.
///
/// @param ids how items are named
/// @param similar which items are shown beside an item
/// @param lengthExponents α of log-probability / length^α, of which validation chooses one
/// @param decoder of the words
@RecordBuilder
public record GramSettings(
    LexicalIdConfig ids,
    SimilarConfig similar,
    List<Double> lengthExponents,
    GramDecoderConfig decoder)
    implements GramSettingsBuilder.With {
  public static final GramSettings DEFAULT =
      new GramSettings(
          LexicalIdConfig.DEFAULT,
          SimilarConfig.DEFAULT,
          List.of(0., .5, 1.),
          GramDecoderConfig.DEFAULT);

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public GramSettings {
    lengthExponents = LengthExponents.checked(lengthExponents);
  }

  /// Around the defaults.
  List<String> variations() {
    var variations =
        new ArrayList<>(
            List.of(
                "ids.children=32,64,128",
                "ids.depth=3,4,5",
                "ids.minimumItems=1,5",
                "similar.items=5,10,20"));
    variations.addAll(GramDecoderConfig.variations("decoder"));
    return variations;
  }
}
