package dev.grlm.codebook;

import dev.grlm.nn.Dropout;
import org.bytedeco.pytorch.Tensor;

/// A loss that is trained beside those of an [RqVae] itself, as LETTER has them. Its weight is its
/// own business. Called by several threads at once.
@FunctionalInterface
public interface RqVaeLoss {
  /// @param model what was passed through
  /// @param masks for a seed, where something has to be drawn
  /// @return sum over the items of the pass, a scalar with its graph
  Tensor of(RqVae model, RqVaePass pass, Dropout masks);
}
