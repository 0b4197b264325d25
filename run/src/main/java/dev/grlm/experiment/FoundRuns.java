package dev.grlm.experiment;

import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Runs that lie in folders: a run itself, or all runs of an experiment.
final class FoundRuns {
  /// `OUT/runs/DATA/VARIANT/SEED/run.json`
  private static final int DEPTH = 5;

  private FoundRuns() {}

  /// @return in the order of the folders, and by name within one
  /// @throws IOException naming a folder that holds no run
  static List<RunFolder> in(List<Path> folders) throws IOException {
    var all = new ArrayList<RunFolder>();
    for (Path folder : folders) {
      List<RunFolder> runs = in(folder);
      if (runs.isEmpty()) {
        throw new IOException(folder + ": holds no run, nor an experiment with one");
      }
      all.addAll(runs);
    }
    return List.copyOf(all);
  }

  private static List<RunFolder> in(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files
          .filter(Files::isDirectory)
          .sorted()
          .map(RunFolder::new)
          .filter(run -> Files.exists(run.manifest()))
          .toList();
    }
  }
}
