package dev.grlm.systems.etegrec;

import dev.grlm.codebook.RqVaePass;
import dev.grlm.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Both alignments by their weights; one whose weight is 0 is left out.
record Alignment(AlternationConfig config) {

  /// @param epoch of the alternation, counted from 0
  boolean holds(int epoch) {
    return config.aligns() && epoch >= config.alignAfter();
  }

  /// @param books of each level
  /// @param sequences a, a row per target
  /// @param preferences b, a row per target
  /// @param pass of the targets
  /// @return weighted, the mean over the targets
  Tensor of(List<Tensor> books, Tensor sequences, Tensor preferences, RqVaePass pass) {
    Tensor total = Tensors.zeros();
    if (config.sequenceItem() > 0) {
      Tensor loss =
          new SequenceItemAlignment(config.legacy()).of(books, sequences, pass.residuals());
      total = total.add(loss.mul(new Scalar(config.sequenceItem())));
    }
    if (config.preferenceSemantic() > 0) {
      Tensor loss =
          new PreferenceSemanticAlignment(config.temperature())
              .of(preferences, pass.reconstruction());
      total = total.add(loss.mul(new Scalar(config.preferenceSemantic())));
    }
    return total.div(new Scalar((double) pass.items().length));
  }
}
