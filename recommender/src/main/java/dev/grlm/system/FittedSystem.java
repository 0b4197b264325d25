package dev.grlm.system;

import dev.grlm.recommend.Recommender;
import java.util.List;

/// A fitted system, open. Immutable and thread-safe; closing it frees native memory.
public interface FittedSystem extends AutoCloseable {
  /// What stands in a report, in its order, at least one; people are served by the first.
  List<Row> rows();

  /// What people are served by.
  default Recommender recommender() {
    return rows().getFirst().recommender();
  }

  /// What needs the freed memory is refused from here on by an [IllegalStateException].
  @Override
  void close();
}
