package dev.grlm.train;

import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Precision;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The float32 weights that an optimizer works on. Where a model holds its weights in a smaller
/// precision they are a second copy (Micikevicius et al. 2018, arXiv 1710.03740, section 3.1),
/// because an update smaller than the distance to the next value would be lost; the model's weights
/// are then the rounded ones. Where it holds float32 they are the model's own buffer.
final class MasterWeights implements AutoCloseable {
  private final Parameters parameters;
  private final boolean apart;
  private final Tensor exact;

  MasterWeights(Parameters parameters) {
    this.parameters = parameters;
    this.apart = parameters.placement().precision() != Precision.FLOAT32;
    if (!apart) {
      exact = parameters.flat();
      return;
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      exact = parameters.flat().to(ScalarType.Float);
      exact.retainReference();
    }
  }

  /// Whether the model has rounded ones.
  boolean apart() {
    return apart;
  }

  /// Flat, float32, on the model's device, in the order of the parameters.
  Tensor exact() {
    return exact;
  }

  /// Rounds into the model.
  void publish(long from, long count) {
    if (apart) {
      parameters.flat().narrow(0, from, count).copy_(exact.narrow(0, from, count));
    }
  }

  @Override
  public void close() {
    if (apart) {
      exact.close();
    }
  }
}
