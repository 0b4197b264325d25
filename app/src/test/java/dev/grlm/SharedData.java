package dev.grlm;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the data sets that are not part of the repository lie.
public final class SharedData {
  private SharedData() {}

  /// The folder of the data set `name`; the test is skipped where there is none.
  public static Path folder(String name) {
    String shared = System.getenv("GRLM_SHARED");
    Path root =
        shared == null
            ? Path.of(System.getProperty("grlm.project.root", "."), "..", "shared")
            : Path.of(shared);
    Path folder = root.resolve("data").resolve(name);
    assumeThat(Files.isDirectory(folder)).as("data set folder %s", folder).isTrue();
    return folder;
  }
}
