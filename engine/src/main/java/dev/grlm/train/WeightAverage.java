package dev.grlm.train;

import dev.grlm.tensor.Parameters;
import java.io.IOException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// Exponential moving average of the weights over steps (Polyak averaging). Its decay starts small
/// and grows as (1 + n) / (10 + n) up to the set value, so that the first steps are soon forgotten.
final class WeightAverage implements AutoCloseable {
  /// Work done while the average stands in the model.
  interface Work {
    double run() throws IOException;
  }

  private final Parameters parameters;
  private final Tensor weights;
  private final double decay;
  private final @Nullable Tensor average;
  private long updates;

  /// @param weights what is averaged, flat: those of `parameters` before they were rounded
  /// @param decay 0 means the average is always the weights themselves, and takes no memory
  WeightAverage(Parameters parameters, Tensor weights, double decay) {
    this.parameters = parameters;
    this.weights = weights;
    this.decay = decay;
    average = decay == 0 ? null : copy(weights);
  }

  private static Tensor copy(Tensor values) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor copy = values.clone();
      copy.retainReference();
      return copy;
    }
  }

  void update() {
    double kept = Math.min(decay, (1.0 + updates) / (10.0 + updates));
    updates++;
    if (average != null) {
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        average.lerp_(weights, new Scalar(1.0 - kept));
      }
    }
  }

  /// Runs `work` with the average in the model and puts the weights back.
  double applied(Work work) throws IOException {
    if (average == null) {
      return work.run();
    }
    Tensor kept = copy(parameters.flat());
    try {
      overwrite(average);
      return work.run();
    } finally {
      overwrite(kept);
      kept.close();
    }
  }

  private void overwrite(Tensor values) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      parameters.flat().copy_(values);
    }
  }

  /// Flat; the weights themselves where nothing is averaged.
  Tensor values() {
    return average == null ? weights : average;
  }

  /// Whether there is anything beside the weights.
  boolean apart() {
    return average != null;
  }

  long updates() {
    return updates;
  }

  /// After the values were overwritten.
  void resumed(long updateCount) {
    updates = updateCount;
  }

  @Override
  public void close() {
    if (average != null) {
      average.close();
    }
  }
}
