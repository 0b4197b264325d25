package dev.grlm.report;

import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.stage.StageRunner;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The report of a run for whoever hands it on without reading it. Stateless.
public final class SavedReport {
  private SavedReport() {}

  /// The file as it is, after it was held against its recorded sum and read as JSON.
  ///
  /// @param split `test` or `validation`
  /// @return empty where the run has none
  /// @throws IOException in one line naming the file, when it is not what was written or no JSON
  public static Optional<byte[]> bytes(RunFolder run, String split) throws IOException {
    Path file = run.report(split);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    new StageRunner(run, Json.object(), RunListener.silent()).intact().require(file);
    var _ = Json.read(file);
    return Optional.of(Files.readAllBytes(file));
  }
}
