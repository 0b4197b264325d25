package dev.grlm.train;

import dev.grlm.tensor.Parameters;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// AdamW (Loshchilov & Hutter 2019, arXiv 1711.05101) over the flat buffer of [Parameters], by
/// libtorch's fused kernel. Weights and both moments are float32 here, whatever the model holds;
/// see [MasterWeights]. Confined to one thread at a time.
final class AdamW implements AutoCloseable {
  /// Values that are looked at together where all would take a second buffer.
  static final long CHUNK = 1L << 24;

  /// Added to the root of the second moment; the usual one.
  static final double EPSILON = 1e-8;

  /// @param beta1 decay of the first moment
  /// @param beta2 decay of the second moment
  /// @param decay decoupled weight decay of the weights that decay
  record Config(double beta1, double beta2, double decay) {}

  private final Config config;
  private final Parameters parameters;
  private final long widened;
  private final MasterWeights masters;
  private final Tensor firstMoment;
  private final Tensor secondMoment;
  private final Tensor steps;
  private final OperatorHandle kernel;

  AdamW(Config config, Parameters parameters) {
    this(config, parameters, CHUNK);
  }

  /// @param widened values that are widened at one time, where gradients are not float32
  AdamW(Config config, Parameters parameters, long widened) {
    this.config = config;
    this.widened = widened;
    this.parameters = parameters;
    masters = new MasterWeights(parameters);
    try (var _ = new PointerScope()) {
      TensorOptions options = parameters.placement().options(ScalarType.Float);
      firstMoment = torch.zeros(new long[] {parameters.size()}, options);
      secondMoment = torch.zeros(new long[] {parameters.size()}, options);
      steps = torch.zeros(new long[0], options);
      kernel = Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adamw_", "");
      firstMoment.retainReference();
      secondMoment.retainReference();
      steps.retainReference();
      kernel.retainReference();
    }
  }

  /// One update.
  ///
  /// @param gradient flat, in the order and the precision of the parameters; may be overwritten
  /// @param scale the gradient counts this many times
  void step(Tensor gradient, double learningRate, double scale) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      steps.add_(new Scalar(1.0));
      long decayed = parameters.decayed();
      update(gradient, 0, decayed, learningRate, scale, config.decay());
      update(gradient, decayed, parameters.size() - decayed, learningRate, scale, 0);
    }
  }

  private void update(
      Tensor gradient, long from, long count, double rate, double scale, double decay) {
    // The kernel's last few values go another way than those before, so that cutting moves bits.
    long chunk = masters.apart() ? widened : Math.max(1, count);
    for (long done = 0; done < count; done += chunk) {
      try (var _ = new PointerScope()) {
        long size = Math.min(chunk, count - done);
        Tensor part = gradient.narrow(0, from + done, size).to(ScalarType.Float);
        if (scale != 1) {
          part.mul_(new Scalar(scale));
        }
        call(part, from + done, size, rate, decay);
        masters.publish(from + done, size);
      }
    }
  }

  private void call(Tensor gradient, long from, long count, double rate, double decay) {
    var stack = new IValueVector();
    stack.push_back(list(masters.exact().narrow(0, from, count)));
    stack.push_back(list(gradient));
    stack.push_back(list(firstMoment.narrow(0, from, count)));
    stack.push_back(list(secondMoment.narrow(0, from, count)));
    stack.push_back(list());
    stack.push_back(list(steps));
    stack.push_back(new IValue(rate));
    stack.push_back(new IValue(config.beta1()));
    stack.push_back(new IValue(config.beta2()));
    stack.push_back(new IValue(decay));
    stack.push_back(new IValue(EPSILON));
    stack.push_back(new IValue(false));
    stack.push_back(new IValue(false));
    stack.push_back(new IValue());
    stack.push_back(new IValue());
    kernel.callBoxed(stack);
  }

  private static IValue list(Tensor... tensors) {
    var list = new GenericList(new Type.TypePtr(TensorType.get()));
    for (Tensor tensor : tensors) {
      list.push_back(new IValue(tensor));
    }
    return new IValue(list);
  }

  /// Whose weights are updated.
  MasterWeights masters() {
    return masters;
  }

  /// Flat, in the order of the parameters; with [#secondMoment], [#masters] and [#steps] what an
  /// exact resume needs.
  Tensor firstMoment() {
    return firstMoment;
  }

  Tensor secondMoment() {
    return secondMoment;
  }

  long steps() {
    return Math.round(steps.item_float());
  }

  /// After masters and moments were overwritten.
  void resumed(long stepCount) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      steps.fill_(new Scalar((double) stepCount));
      masters.publish(0, parameters.size());
    }
  }

  @Override
  public void close() {
    masters.close();
    firstMoment.close();
    secondMoment.close();
    steps.close();
    kernel.close();
  }
}
