package dev.grlm.task;

import dev.grlm.data.Dataset;
import java.util.Collections;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Turns a data set into training samples. Both tasks of integrative instruction fine-tuning (paper
/// §3.3), and the collaborative one where it is asked for, are taught to one model.
public interface Task {
  /// How the task is called in examples and by the models that learn it.
  String name();

  /// Samples from training positions only, in a fixed order.
  Stream<Example> examples(Dataset dataset);

  /// What has no sample although it might, by reason in words.
  default SortedMap<String, Long> leftOut() {
    return Collections.emptySortedMap();
  }
}
