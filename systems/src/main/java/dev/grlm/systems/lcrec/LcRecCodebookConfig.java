package dev.grlm.systems.lcrec;

import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.QuantizerKind;
import dev.grlm.codebook.RqVaeConfig;
import io.soabase.recordbuilder.core.RecordBuilder;

/// LC-Rec's tokenizer: an RQ-VAE of texts whose last level is spread by Sinkhorn.
///
/// @param levels L, code books
/// @param codes K, of each; of a smaller catalogue as many as it has items
/// @param collisions what happens to items that come out with the same codes
/// @param rqVae its shape and training
@RecordBuilder
public record LcRecCodebookConfig(int levels, int codes, Collisions collisions, RqVaeConfig rqVae)
    implements LcRecCodebookConfigBuilder.With {

  /// 4 × 256, repair and Sinkhorn on the last level as in the paper's code; the net is TIGER's of
  /// ours, for our vectors are a tenth as wide.
  public static final LcRecCodebookConfig DEFAULT =
      new LcRecCodebookConfig(4, 256, Collisions.REPAIR, RqVaeConfig.SINKHORN);

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public LcRecCodebookConfig {
    var _ = codebook(levels, codes, collisions, rqVae);
  }

  CodebookConfig codebook() {
    return codebook(levels, codes, collisions, rqVae);
  }

  private static CodebookConfig codebook(
      int levels, int codes, Collisions collisions, RqVaeConfig rqVae) {
    return new CodebookConfig(QuantizerKind.RQ_VAE, levels, codes, 1, collisions, rqVae);
  }
}
