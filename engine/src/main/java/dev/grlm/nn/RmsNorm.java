package dev.grlm.nn;

import dev.grlm.tensor.Parameters;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Root-mean-square normalisation over the last dimension, with a gain and no bias (Zhang &
/// Sennrich 2019, arXiv 1910.07467, equation 4).
public final class RmsNorm {
  private RmsNorm() {}

  public static void declare(Parameters.Declaration declaration, String name, int width) {
    declaration.constant(name + ".weight", 1, width);
  }

  /// Shape (…, D) in and out.
  ///
  /// @param epsilon added to the mean square
  public static Tensor apply(Parameters weights, String name, double epsilon, Tensor x) {
    return torch.rms_norm(
        x,
        new long[] {x.size(x.dim() - 1)},
        new TensorOptional(Linear.like(x, weights.tensor(name + ".weight"))),
        new DoubleOptional(epsilon));
  }
}
