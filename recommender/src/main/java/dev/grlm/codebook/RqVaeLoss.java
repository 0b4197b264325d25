package dev.grlm.codebook;

import dev.grlm.nn.Dropout;
import org.bytedeco.pytorch.Tensor;

/// A loss that is trained beside those of an [RqVae] itself, as LETTER has them. Its weight is its
/// own business. One of them takes part in one training.
@FunctionalInterface
public interface RqVaeLoss {
  /// Called before the first step of every epoch, on one thread, when the books are as the epoch
  /// begins with them. What is made here must follow from the weights and the epoch alone, so that
  /// a training that goes on does what a whole one did.
  ///
  /// @param epoch counted from 0
  default void epochBegins(RqVae model, int epoch) {}

  /// Called by several threads at once.
  ///
  /// @param model what was passed through
  /// @param masks for a seed, where something has to be drawn
  /// @return sum over the items of the pass, a scalar with its graph
  Tensor of(RqVae model, RqVaePass pass, Dropout masks);
}
