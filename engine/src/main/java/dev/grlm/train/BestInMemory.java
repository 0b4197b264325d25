package dev.grlm.train;

import dev.grlm.tensor.Parameters;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// A copy beside the model. Takes as much memory as the model's weights.
final class BestInMemory implements BestWeights {
  private final Parameters parameters;
  private @Nullable Tensor kept;

  BestInMemory(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public void keep(TrainingState state) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      if (kept != null) {
        kept.copy_(parameters.flat());
      } else {
        kept = parameters.flat().clone();
        kept.retainReference();
      }
    }
  }

  @Override
  public void restore(TrainingState state) {
    if (kept == null) {
      throw new IllegalStateException("no weights were kept");
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      parameters.flat().copy_(kept);
    }
  }

  @Override
  public void close() {
    if (kept != null) {
      kept.close();
    }
  }
}
