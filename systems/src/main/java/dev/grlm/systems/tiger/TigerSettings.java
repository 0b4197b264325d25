package dev.grlm.systems.tiger;

import dev.grlm.codebook.CodebookConfig;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/// Everything that TIGER can be told.
///
/// @param codebook how items get their codes
/// @param decoder what generates them
@RecordBuilder
public record TigerSettings(CodebookConfig codebook, CodeDecoderConfig decoder)
    implements TigerSettingsBuilder.With {
  public static final TigerSettings DEFAULT =
      new TigerSettings(CodebookConfig.TIGER, CodeDecoderConfig.DEFAULT);

  /// Around the defaults.
  static final List<String> VARIATIONS =
      List.of(
          "decoder.width=64,128,192",
          "decoder.layers=1,2,3",
          "decoder.dropout=0.1,0.2,0.3,0.4",
          "decoder.labelSmoothing=0,0.05,0.1",
          "decoder.training.learningRate=5e-4,1e-3,2e-3",
          "decoder.training.batch=768,1536,3072",
          "decoder.training.epochs=15,20,30");
}
