package dev.grlm.testkit;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/// Real data beside the project, which is not part of it: tests that need it are skipped where it
/// is absent. Such a test carries [RealData], and asks for the folder before it asserts anything:
/// what asserts that something throws would take the skip for what was thrown. [SkipRules] holds
/// both.
public final class SharedData {
  private SharedData() {}

  /// The folder of one data set, in `GRLM_SHARED/data` or `../shared/data` beside the project.
  public static Path folder(String name) {
    String shared = System.getenv("GRLM_SHARED");
    Path root =
        shared == null
            ? Path.of(System.getProperty("grlm.project.root", "."), "..", "shared")
            : Path.of(shared);
    Path folder = root.resolve("data").resolve(name);
    assumeThat(Files.isDirectory(folder)).as("real data at %s", folder).isTrue();
    return folder;
  }
}
