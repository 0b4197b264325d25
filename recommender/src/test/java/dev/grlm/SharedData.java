package dev.grlm;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the shared data sets lie; a test that asks for one that is absent is skipped.
public final class SharedData {
  private SharedData() {}

  /// The folder of data set `name`, under the folder that the environment's `GRLM_SHARED` names,
  /// else beside the project.
  public static Path folder(String name) {
    String shared = System.getenv("GRLM_SHARED");
    Path root =
        shared != null
            ? Path.of(shared)
            : Path.of(System.getProperty("grlm.project.root", "."), "..", "shared");
    Path folder = root.resolve("data").resolve(name);
    assumeThat(Files.isDirectory(folder)).as("data set folder %s exists", folder).isTrue();
    return folder;
  }
}
