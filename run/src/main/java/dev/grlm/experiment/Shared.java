package dev.grlm.experiment;

import dev.grlm.io.Folders;
import dev.grlm.io.RunListener;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.stage.Manifest;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Begins the run of a variant with all stages of an earlier one that do not differ.
///
/// @param data that both are fitted to
/// @param config of the variant
/// @param inputs given beside the data
record Shared(Path data, RunConfig config, SystemRun.Inputs inputs) {
  /// @param target not begun yet
  /// @param others finished runs of the same data
  /// @return names of the stages that are shared
  List<String> begin(RunFolder target, List<RunFolder> others) throws IOException {
    SequencedMap<String, List<Path>> most = new LinkedHashMap<>();
    RunFolder from = target;
    for (RunFolder other : others) {
      SequencedMap<String, List<Path>> done =
          new RunStages(other, config, inputs, RunListener.silent()).done(data);
      if (done.size() > most.size()) {
        most = done;
        from = other;
      }
    }
    if (most.isEmpty()) {
      return List.of();
    }
    // What a stop in the midst of this has left would be in the way.
    Folders.delete(target.root());
    for (List<Path> files : most.values()) {
      for (Path file : files) {
        LinkedFiles.link(file, target.root().resolve(from.root().relativize(file)));
      }
    }
    Manifest.read(from.manifest()).keeping(most.sequencedKeySet()).write(target.manifest());
    return List.copyOf(most.keySet());
  }
}
