package dev.grlm;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the data sets that lie beside the project; a test that needs one is skipped where it is
/// absent.
public final class SharedData {
  private SharedData() {}

  /// The folder of the data set `name`.
  public static Path folder(String name) {
    String shared = System.getenv("GRLM_SHARED");
    Path root =
        shared == null
            ? Path.of(System.getProperty("grlm.project.root", "."), "..", "shared")
            : Path.of(shared);
    Path folder = root.resolve("data").resolve(name);
    assumeThat(Files.isDirectory(folder)).as("%s is absent", folder).isTrue();
    return folder;
  }
}
