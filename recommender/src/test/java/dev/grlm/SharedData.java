package dev.grlm;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/// Data sets that are not part of the repository; a test that asks for an absent one is skipped.
public final class SharedData {
  private SharedData() {}

  /// The folder of one data set, for example `beauty`.
  public static Path folder(String name) {
    String shared = System.getenv("GRLM_SHARED");
    Path root =
        shared != null
            ? Path.of(shared)
            : Path.of(System.getProperty("grlm.project.root", "."), "..", "shared");
    Path folder = root.resolve("data").resolve(name);
    assumeThat(Files.isDirectory(folder)).as("data set at %s", folder).isTrue();
    return folder;
  }
}
