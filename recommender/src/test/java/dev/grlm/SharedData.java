package dev.grlm;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the real data sets are; tests that need one are skipped where it is absent.
public final class SharedData {
  private SharedData() {}

  /// The folder of a data set, for example `beauty`. Looked for in the folder that the environment
  /// variable `GRLM_SHARED` names, else beside the project.
  public static Path folder(String name) {
    String named = System.getenv("GRLM_SHARED");
    Path shared =
        named != null
            ? Path.of(named)
            : Path.of(System.getProperty("grlm.project.root", "."), "..", "shared");
    Path folder = shared.resolve("data").resolve(name);
    assumeThat(Files.isDirectory(folder)).as("data set %s at %s", name, folder).isTrue();
    return folder;
  }
}
