package dev.grlm.train;

import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;

/// AdamW (Loshchilov & Hutter 2019, arXiv 1711.05101) over the flat buffer of [Parameters], by
/// libtorch's fused kernel. Confined to one thread at a time.
final class AdamW implements AutoCloseable {
  /// @param decay decoupled weight decay of the weights that decay
  record Config(double beta1, double beta2, double epsilon, double decay) {}

  private final Config config;
  private final Parameters parameters;
  private final Tensor firstMoment;
  private final Tensor secondMoment;
  private final Tensor steps;
  private final OperatorHandle kernel;

  AdamW(Config config, Parameters parameters) {
    this.config = config;
    this.parameters = parameters;
    try (var _ = new PointerScope()) {
      firstMoment = Tensors.zeros(parameters.size());
      secondMoment = Tensors.zeros(parameters.size());
      steps = Tensors.zeros();
      kernel = Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adamw_", "");
      firstMoment.retainReference();
      secondMoment.retainReference();
      steps.retainReference();
      kernel.retainReference();
    }
  }

  /// One update. @param gradient flat, in the order of the parameters
  void step(Tensor gradient, double learningRate) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      steps.add_(new Scalar(1.0));
      long decayed = parameters.decayed();
      update(gradient, 0, decayed, learningRate, config.decay());
      update(gradient, decayed, parameters.size() - decayed, learningRate, 0);
    }
  }

  private void update(Tensor gradient, long from, long count, double rate, double decay) {
    if (count == 0) {
      return;
    }
    var stack = new IValueVector();
    stack.push_back(list(parameters.flat().narrow(0, from, count)));
    stack.push_back(list(gradient.narrow(0, from, count)));
    stack.push_back(list(firstMoment.narrow(0, from, count)));
    stack.push_back(list(secondMoment.narrow(0, from, count)));
    stack.push_back(list());
    stack.push_back(list(steps));
    stack.push_back(new IValue(rate));
    stack.push_back(new IValue(config.beta1()));
    stack.push_back(new IValue(config.beta2()));
    stack.push_back(new IValue(decay));
    stack.push_back(new IValue(config.epsilon()));
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

  /// First moments, second moments, step count: what an exact resume needs.
  float[] firstMoment() {
    return Tensors.toFloats(firstMoment);
  }

  float[] secondMoment() {
    return Tensors.toFloats(secondMoment);
  }

  long steps() {
    return Math.round(steps.item_float());
  }

  void restore(float[] first, float[] second, long stepCount) {
    Tensors.overwrite(firstMoment, first);
    Tensors.overwrite(secondMoment, second);
    Tensors.overwrite(steps, new float[] {stepCount});
  }

  @Override
  public void close() {
    firstMoment.close();
    secondMoment.close();
    steps.close();
    kernel.close();
  }
}
