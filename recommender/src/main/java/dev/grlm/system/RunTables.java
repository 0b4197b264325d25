package dev.grlm.system;

import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.evaluate.RepeatPolicy;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.neighbor.Neighbors;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The tables that all systems of a run share, read from its files when they are first asked for.
/// Confined to one thread.
public final class RunTables {
  private final RunFolder folder;
  private @Nullable Dataset dataset;

  public RunTables(RunFolder folder) {
    this.folder = folder;
  }

  /// The stored dataset.
  public Dataset dataset() throws IOException {
    if (dataset == null) {
      dataset = DatasetFiles.read(folder.dataset());
    }
    return dataset;
  }

  /// The nearest neighbors of every item.
  public Neighbors neighbors() throws IOException {
    return NeighborFiles.read(folder.neighbors(), dataset().catalog());
  }

  /// Whether items of a history may be recommended again.
  public boolean repeats(EvaluationConfig settings) throws IOException {
    return RepeatPolicy.parse(settings.repeats()).allows(dataset());
  }
}
