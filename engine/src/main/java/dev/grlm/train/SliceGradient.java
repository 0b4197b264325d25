package dev.grlm.train;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// One worker's share of a step. Made on the worker's thread, owned and closed by the trainer's.
///
/// @param gradient flat, in the order of the parameters, of the loss divided by the batch's weight
/// @param loss sum over the slice, nats
record SliceGradient(Tensor gradient, double loss) implements AutoCloseable {

  /// @param weight of the whole batch
  /// @param seed of the dropout masks
  static <S> SliceGradient of(Trainable<S> model, List<S> slice, long weight, long seed) {
    try (var _ = new PointerScope()) {
      Tensor loss = model.loss(slice, Dropout.seeded(seed));
      Tensor scaled = loss.div(new Scalar((double) weight));
      Parameters parameters = model.parameters();
      Tensor[] weights = parameters.tensors();
      TensorVector gradients =
          torch.grad(
              new TensorVector(scaled),
              new TensorVector(weights),
              new TensorVector(),
              new BoolOptional(),
              false,
              true);
      try (var _ = new NoGradGuard()) {
        double sum = loss.item_double();
        Tensor flat = flatten(gradients, weights);
        flat.retainReference();
        return new SliceGradient(flat, sum);
      }
    }
  }

  /// A weight that the slice did not touch has no gradient; it counts as zero.
  private static Tensor flatten(TensorVector gradients, Tensor[] weights) {
    var parts = new Tensor[weights.length];
    for (int i = 0; i < weights.length; i++) {
      Tensor part = gradients.get(i);
      parts[i] = part.defined() ? part.reshape(-1) : Tensors.zeros(weights[i].numel());
    }
    return Tensors.cat(0, parts);
  }

  @Override
  public void close() {
    gradient.close();
  }
}
