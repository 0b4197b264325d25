package dev.grlm.run;

import dev.grlm.stage.StageRunner;
import dev.grlm.system.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/// Keeps a run that was fitted to its end from being made anew by a slip: a stage that is finished
/// and would now come out otherwise is refused. Nothing is replaced by the same command once more,
/// by going on with a run that was stopped, by mending a file that is gone, or by fitting a further
/// system.
///
/// @param root of the run
/// @param finished whether a system of the run has been fitted to its end
record FinishedRun(Path root, StageRunner runner, boolean finished) {
  /// @param stages in the order in which they are to be run
  /// @throws IOException in one line that names the first stage that would replace one, and why
  void require(List<Stage> stages) throws IOException {
    if (!finished) {
      return;
    }
    var made = new HashSet<Path>();
    for (Stage stage : stages) {
      // What an earlier one makes is as it was, or that one has been refused.
      String difference = runner.difference(stage, made);
      made.addAll(stage.outputs().files());
      if (!difference.isEmpty()) {
        throw new IOException(
            "%s: holds a finished run, whose '%s' would be replaced: %s; --replace does so, another folder keeps both"
                .formatted(root, stage.name(), difference));
      }
    }
  }
}
