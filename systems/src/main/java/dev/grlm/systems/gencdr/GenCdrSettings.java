package dev.grlm.systems.gencdr;

import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.QuantizerKind;
import dev.grlm.coded.CodeDecoderConfig;
import java.util.ArrayList;
import java.util.List;

/// Everything that GenCDR can be told.
///
/// @param codebook how the items of all domains get their codes
/// @param adapters of each domain to the encoder of the code books
/// @param decoder of the codes, for all domains
/// @param updates of the decoder, for all and for each domain
public record GenCdrSettings(
    CodebookConfig codebook,
    AdapterConfig adapters,
    CodeDecoderConfig decoder,
    UpdateConfig updates) {
  /// Codes by an RQ-VAE, as published; the decoder is that of TIGER's `default`.
  public static final GenCdrSettings DEFAULT =
      new GenCdrSettings(
          CodebookConfig.TIGER.withQuantizer(QuantizerKind.RQ_VAE),
          AdapterConfig.DEFAULT,
          CodeDecoderConfig.DEFAULT,
          UpdateConfig.DEFAULT);

  /// Around the defaults.
  static List<String> variations() {
    var variations =
        new ArrayList<>(
            List.of(
                "adapters.rank=0,8,16",
                "updates.rank=0,4,8,16",
                "updates.training.learningRate=3e-4,1e-3,3e-3"));
    variations.addAll(CodeDecoderConfig.variations("decoder"));
    return variations;
  }
}
