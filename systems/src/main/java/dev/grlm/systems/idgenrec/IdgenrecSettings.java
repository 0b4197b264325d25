package dev.grlm.systems.idgenrec;

import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.coded.LengthExponents;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;

/// Everything that IDGenRec can be told.
///
/// @param ids how items are named
/// @param lengthExponents α of log-probability / length^α, of which validation chooses one
/// @param decoder of the words
@RecordBuilder
public record IdgenrecSettings(
    TextualIdConfig ids, List<Double> lengthExponents, CodeDecoderConfig decoder)
    implements IdgenrecSettingsBuilder.With {
  public static final IdgenrecSettings DEFAULT =
      new IdgenrecSettings(
          TextualIdConfig.KEYWORDS, List.of(0., .5, 1.), CodeDecoderConfig.DEFAULT);

  /// Items are named by their titles.
  public static final IdgenrecSettings TITLES = DEFAULT.withIds(TextualIdConfig.TITLE);

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public IdgenrecSettings {
    lengthExponents = LengthExponents.checked(lengthExponents);
  }

  /// Around the defaults.
  List<String> variations() {
    var variations = new ArrayList<String>();
    if (ids.from() == IdSource.KEYWORDS) {
      variations.add("ids.words=2,3,4");
      variations.add("ids.minimumItems=2,5,10");
    }
    variations.addAll(CodeDecoderConfig.variations("decoder"));
    return variations;
  }
}
