package dev.grlm.lm.twolevel;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;

/// A loss that a [TwoLevelDecoder] is trained on beside the likelihood of the next steps of
/// sequences. Its weight is its own business. One of them may take part in several passes at once.
///
/// What it draws must follow from [Dropout#nextSeed], so that a training that goes on does what a
/// whole one did.
public interface StepLoss {
  /// Declares the weights that it has of its own. They are trained with the decoder's, stand behind
  /// them, and are not written with the model: who answers does not need them.
  default void declare(Parameters.Declaration declaration, TwoLevelConfig config) {}

  /// May let the decoder read something else in place of a sequence's steps.
  ///
  /// @param batch B sequences of T steps, padded
  /// @param vectors (B·T, D), of the steps, before positions are added
  /// @return of the same shape
  default Tensor read(TwoLevelDecoder model, StepBatch batch, Tensor vectors, Dropout masks) {
    return vectors;
  }

  /// Called by several threads at once.
  ///
  /// @param objective whose loss it stands beside
  /// @return sum over the predictions of the pass, in nats, a scalar with its graph
  Tensor of(TwoLevelObjective objective, StepPass pass, Dropout masks);
}
