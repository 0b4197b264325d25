package dev.grlm.systems.letter;

import dev.grlm.codebook.CodeDiversity;
import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.QuantizerKind;
import dev.grlm.codebook.RqVaeConfig;
import io.soabase.recordbuilder.core.RecordBuilder;

/// LETTER's tokenizer: an RQ-VAE of texts with two further losses.
///
/// @param levels L, code books
/// @param codes K, of each; of a smaller catalogue as many as it has items
/// @param collisions what happens to items that come out with the same codes
/// @param alignment α, weight of the alignment with collaborative vectors beside the
///   reconstruction; 0 for none
/// @param diversity weight of the spread of codes, of which the mean over levels counts; 0 for none
/// @param clusters of the codes of a level, at most, that are drawn together
/// @param rqVae its shape and training; the collaborative vectors are as wide as its codes
@RecordBuilder
public record LetterCodebookConfig(
    int levels,
    int codes,
    Collisions collisions,
    double alignment,
    double diversity,
    int clusters,
    RqVaeConfig rqVae)
    implements LetterCodebookConfigBuilder.With {

  /// 4 × 256, repair and Sinkhorn on the last level as in the paper's code, whose scripts have
  /// these weights; the net is TIGER's of ours, for our vectors are a tenth as wide.
  public static final LetterCodebookConfig DEFAULT =
      new LetterCodebookConfig(4, 256, Collisions.REPAIR, .1, 1e-4, 10, RqVaeConfig.SINKHORN);

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public LetterCodebookConfig {
    var _ = codebook(levels, codes, collisions, rqVae);
    if (!(alignment >= 0) || !(diversity >= 0)) {
      throw new IllegalArgumentException(
          "alignment and diversity must not be negative: " + alignment + ", " + diversity);
    }
    var _ = new CodeDiversity(diversity, clusters, 0);
  }

  CodebookConfig codebook() {
    return codebook(levels, codes, collisions, rqVae);
  }

  private static CodebookConfig codebook(
      int levels, int codes, Collisions collisions, RqVaeConfig rqVae) {
    return new CodebookConfig(QuantizerKind.RQ_VAE, levels, codes, 1, collisions, rqVae);
  }
}
