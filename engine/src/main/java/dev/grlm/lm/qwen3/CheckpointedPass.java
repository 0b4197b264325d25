package dev.grlm.lm.qwen3;

import dev.grlm.nn.Dropout;
import dev.grlm.nn.RotaryEmbedding.Rotation;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.GradientBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Forward and backward pass of a decoder that keeps the input of every layer only and computes a
/// layer a second time when its gradient is due (Chen et al. 2016, arXiv 1604.06174, section 4.1).
/// The head, whose logits are the largest tensor of all, goes over a few targets at a time.
///
/// Each layer has a seed for its dropout, so that it draws the same masks twice.
///
/// @param headRows targets whose logits are in memory together
record CheckpointedPass(Qwen3 model, int headRows) {
  /// Their logits take some 150 MiB with the vocabulary of Qwen3.
  static final int HEAD_ROWS = 256;

  /// As [dev.grlm.train.Trainable#backward].
  double backward(TargetBatch batch, double divisor, Dropout masks, GradientBuffer gradients) {
    int layers = model.config().layers();
    var seeds = new long[layers + 1];
    for (int i = 0; i <= layers; i++) {
      seeds[i] = masks.nextSeed();
    }
    var inputs = new ArrayList<Tensor>();
    try (var _ = new PointerScope()) {
      Rotation rotation = model.rotation(batch.tokens().time());
      inputs.add(kept(() -> model.embedded(batch.tokens(), dropout(masks, seeds[0]))));
      for (int i = 0; i < layers; i++) {
        int layer = i;
        Tensor x = inputs.getLast();
        inputs.add(kept(() -> model.layer(layer, x, rotation, dropout(masks, seeds[layer + 1]))));
      }
      Head head = head(batch, inputs.removeLast(), divisor, gradients);
      Tensor gradient = head.gradient();
      for (int layer = layers - 1; layer >= 0; layer--) {
        Dropout again = dropout(masks, seeds[layer + 1]);
        gradient = layer(layer, inputs.removeLast(), gradient, rotation, again, gradients);
      }
      Tensor embedded = model.embedded(batch.tokens(), dropout(masks, seeds[0]));
      if (embedded.requires_grad()) {
        gradients.add(embedded, gradient);
      }
      gradient.close();
      return head.loss();
    } finally {
      inputs.forEach(Tensor::close);
    }
  }

  private static Dropout dropout(Dropout masks, long seed) {
    return masks.active() ? Dropout.seeded(seed) : Dropout.none();
  }

  /// Without a graph; the caller closes it.
  private static Tensor kept(Supplier<Tensor> values) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      return retained(values.get());
    }
  }

  private static Tensor retained(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  /// Closes the input and the gradient of the output.
  ///
  /// @return the gradient of the input; the caller closes it
  private Tensor layer(
      int layer,
      Tensor input,
      Tensor outputGradient,
      Rotation rotation,
      Dropout masks,
      GradientBuffer gradients) {
    try (var _ = new PointerScope()) {
      Tensor x = input.detach().requires_grad_(true);
      Tensor y = model.layer(layer, x, rotation, masks);
      return retained(gradients.add(y, outputGradient, x));
    } finally {
      input.close();
      outputGradient.close();
    }
  }

  /// @param loss in nats
  /// @param gradient of what the last layer gave; its owner closes it
  private record Head(double loss, Tensor gradient) {}

  /// Closes what the last layer gave.
  private Head head(TargetBatch batch, Tensor last, double divisor, GradientBuffer gradients) {
    int count = batch.targets().length;
    List<Tensor> parts = new ArrayList<>();
    double loss = 0;
    try (var _ = new PointerScope()) {
      Tensor x = last.detach().requires_grad_(true);
      Tensor positions = Tensors.longs(model.device(), batch.positions(), count);
      Tensor states =
          model.normalized(x).view(-1, model.config().width()).index_select(0, positions);
      for (int from = 0; from < count; from += headRows) {
        int to = Math.min(count, from + headRows);
        try (var _ = new PointerScope()) {
          Tensor some = states.detach().narrow(0, from, to - from).requires_grad_(true);
          long[] targets = Arrays.copyOfRange(batch.targets(), from, to);
          float[] weights = Arrays.copyOfRange(batch.weights(), from, to);
          Tensor sum = TokenObjective.loss(model.logits(some), targets, weights);
          loss += sum.item_double();
          Tensor scaled = sum.div(new Scalar(divisor));
          parts.add(retained(gradients.add(scaled, torch.ones_like(scaled), some)));
        }
      }
      Tensor gradient = Tensors.cat(0, parts.toArray(Tensor[]::new));
      return new Head(loss, retained(gradients.add(states, gradient, x)));
    } finally {
      parts.forEach(Tensor::close);
      last.close();
    }
  }
}
