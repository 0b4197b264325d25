package dev.grlm.codebook;

import dev.grlm.tensor.Tensors;
import dev.grlm.train.GradientBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/// Small models whose gradients are worth looking at.
final class LoudRqVae {
  private LoudRqVae() {}

  /// No two codes are nearly equally near, and biases and books are not zero.
  static RqVae of(RqVaeShape shape) {
    var model = new RqVae(shape, 3);
    var random = new Random(11);
    float[] values = model.parameters().values();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (.4 * random.nextGaussian());
    }
    model.parameters().restore(values);
    return model;
  }

  /// Of a loss by each weight.
  static Map<String, float[]> gradient(RqVae model, Supplier<Tensor> loss) {
    float[] flat;
    try (var buffer = GradientBuffer.apart(model.parameters());
        var _ = new PointerScope()) {
      buffer.add(loss.get());
      flat = Tensors.toFloats(buffer.flat());
    }
    var gradient = new LinkedHashMap<String, float[]>();
    int from = 0;
    for (String name : model.parameters().shapes().keySet()) {
      var part = new float[(int) model.parameters().tensor(name).numel()];
      System.arraycopy(flat, from, part, 0, part.length);
      gradient.put(name, part);
      from += part.length;
    }
    return gradient;
  }
}
