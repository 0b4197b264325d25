package dev.grlm.service;

import dev.grlm.cli.Cli;
import java.io.IOException;
import java.nio.file.Path;

/// The run of the demo, with a short training.
final class DemoRun {
  private DemoRun() {}

  /// The run that `-Dgrlm.walk.run` names; where it names none, one that is fitted here.
  static Path in(Path folder) throws IOException {
    String given = System.getProperty("grlm.walk.run", "");
    if (!given.isEmpty()) {
      return Path.of(given);
    }
    Cli demo =
        Cli.run(
            "demo",
            "--out",
            folder.toString(),
            "--set",
            "small.training.epochs=3",
            "--set",
            "evaluation.tuneFloor=false",
            "--set",
            "evaluation.resamples=50");
    if (demo.code() != 0) {
      throw new IOException(demo.err());
    }
    return folder.resolve("run");
  }
}
