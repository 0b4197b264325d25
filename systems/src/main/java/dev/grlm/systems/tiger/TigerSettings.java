package dev.grlm.systems.tiger;

import dev.grlm.codebook.CodebookConfig;
import dev.grlm.coded.CodeDecoderConfig;
import io.soabase.recordbuilder.core.RecordBuilder;

/// Everything that TIGER can be told.
///
/// @param codebook how items get their codes
/// @param decoder what generates them
@RecordBuilder
public record TigerSettings(CodebookConfig codebook, CodeDecoderConfig decoder)
    implements TigerSettingsBuilder.With {
  public static final TigerSettings DEFAULT =
      new TigerSettings(CodebookConfig.TIGER, CodeDecoderConfig.DEFAULT);
}
