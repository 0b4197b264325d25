package dev.grlm.systems.tiger;

import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.QuantizerKind;
import dev.grlm.coded.CodeDecoder;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.coded.EncoderDecoderConfig;
import io.soabase.recordbuilder.core.RecordBuilder;

/// Everything that TIGER can be told. The recipe says which of the models generates codes; what the
/// other is told changes nothing.
///
/// @param codebook how items get their codes
/// @param decoder the two-level decoder
/// @param t5 the encoder–decoder
@RecordBuilder
public record TigerSettings(
    CodebookConfig codebook, CodeDecoderConfig decoder, EncoderDecoderConfig t5)
    implements TigerSettingsBuilder.With {
  public static final TigerSettings DEFAULT =
      new TigerSettings(
          CodebookConfig.TIGER, CodeDecoderConfig.DEFAULT, EncoderDecoderConfig.SMALL);

  /// Codes by an RQ-VAE, and the encoder–decoder as published.
  public static final TigerSettings PAPER =
      DEFAULT
          .withCodebook(CodebookConfig.TIGER.withQuantizer(QuantizerKind.RQ_VAE))
          .withT5(EncoderDecoderConfig.TIGER);

  CodeDecoder decoder(boolean twoLevel) {
    return twoLevel ? decoder : t5;
  }
}
