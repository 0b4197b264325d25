package dev.grlm.nn;

import dev.grlm.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Layer normalisation over the last dimension, with gain and bias.
public final class LayerNorm {
  private static final double EPSILON = 1e-5;

  private LayerNorm() {}

  public static void declare(Parameters.Declaration declaration, String name, int width) {
    declaration.constant(name + ".weight", 1, width).constant(name + ".bias", 0, width);
  }

  /// Shape (…, D) in and out.
  public static Tensor apply(Parameters weights, String name, Tensor x) {
    return torch.layer_norm(
        x,
        new long[] {x.size(x.dim() - 1)},
        new TensorOptional(weights.tensor(name + ".weight")),
        new TensorOptional(weights.tensor(name + ".bias")),
        EPSILON,
        false);
  }
}
