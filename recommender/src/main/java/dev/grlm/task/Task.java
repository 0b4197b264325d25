package dev.grlm.task;

import dev.grlm.data.Dataset;
import java.util.stream.Stream;

/// Turns a data set into training samples. Both tasks of integrative instruction fine-tuning (paper
/// §3.3) are taught to one model.
public interface Task {
  /// The paper's names of the tasks.
  enum Kind {
    /// user sequence prediction: history → next Term ID
    USP,
    /// generative term internalisation: metadata → Term ID
    GTI
  }

  Kind kind();

  /// Samples from training positions only, in a fixed order.
  Stream<Example> examples(Dataset dataset);
}
