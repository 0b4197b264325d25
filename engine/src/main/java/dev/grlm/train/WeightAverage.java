package dev.grlm.train;

import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Exponential moving average of the weights over steps (Polyak averaging). Its decay starts small
/// and grows as (1 + n) / (10 + n) up to the set value, so that the first steps are soon forgotten.
final class WeightAverage implements AutoCloseable {
  /// Work done while the average stands in the model.
  interface Work {
    double run() throws IOException;
  }

  private final Parameters parameters;
  private final double decay;
  private final Tensor average;
  private long updates;

  /// @param decay 0 means the average is always the weights themselves
  WeightAverage(Parameters parameters, double decay) {
    this.parameters = parameters;
    this.decay = decay;
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      average = parameters.flat().clone();
      average.retainReference();
    }
  }

  void update() {
    double kept = Math.min(decay, (1.0 + updates) / (10.0 + updates));
    updates++;
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      average.lerp_(parameters.flat(), new Scalar(decay == 0 ? 1.0 : 1.0 - kept));
    }
  }

  /// Runs `work` with the average in the model and puts the weights back.
  double applied(Work work) throws IOException {
    float[] weights = parameters.values();
    parameters.restore(values());
    try {
      return work.run();
    } finally {
      parameters.restore(weights);
    }
  }

  float[] values() {
    return Tensors.toFloats(average);
  }

  long updates() {
    return updates;
  }

  void restore(float[] values, long updateCount) {
    Tensors.overwrite(average, values);
    updates = updateCount;
  }

  @Override
  public void close() {
    average.close();
  }
}
