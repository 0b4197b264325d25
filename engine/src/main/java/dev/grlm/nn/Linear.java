package dev.grlm.nn;

import dev.grlm.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A matrix product without a bias, in the precision of what comes in: weights that are stored in a
/// smaller one are widened for the product.
public final class Linear {
  private Linear() {}

  /// @param name of the weight, outputs × inputs, without its `.weight`
  /// @param x (…, inputs)
  /// @return (…, outputs)
  public static Tensor apply(Parameters weights, String name, Tensor x) {
    return torch.linear(x, like(x, weights.tensor(name + ".weight")));
  }

  /// The weight in the precision of `x`; itself where it is of that precision already.
  public static Tensor like(Tensor x, Tensor weight) {
    ScalarType wanted = x.scalar_type();
    return weight.scalar_type().value == wanted.value ? weight : weight.to(wanted);
  }
}
