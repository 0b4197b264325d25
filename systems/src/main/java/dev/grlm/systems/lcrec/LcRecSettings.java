package dev.grlm.systems.lcrec;

import dev.grlm.coded.CodeDecoderConfig;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;

/// Everything that LC-Rec can be told. The recipe says which of the models generates codes; what
/// the other is told changes nothing.
///
/// @param codebook how items get their codes
/// @param tasks what the decoder learns beside the codes of the next item
/// @param decoder the two-level decoder
/// @param languageModel the checkpoint that is fine-tuned
@RecordBuilder
public record LcRecSettings(
    LcRecCodebookConfig codebook,
    TaskConfig tasks,
    CodeDecoderConfig decoder,
    CheckpointCodesConfig languageModel)
    implements LcRecSettingsBuilder.With {
  public static final LcRecSettings DEFAULT =
      new LcRecSettings(
          LcRecCodebookConfig.DEFAULT,
          TaskConfig.DEFAULT,
          CodeDecoderConfig.DEFAULT,
          CheckpointCodesConfig.DEFAULT);

  /// Around the defaults.
  static List<String> variations() {
    var variations =
        new ArrayList<>(
            List.of(
                "tasks.codesToItem=0,0.2,1",
                "tasks.itemToCodes=0,0.2,1",
                "tasks.fused=0,0.2,1",
                "tasks.textHistories=0,0.15,0.3"));
    variations.addAll(CodeDecoderConfig.variations("decoder"));
    return variations;
  }
}
