package dev.grlm.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Highest resident memory of this process, as the operating system counts it.
public final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private PeakMemory() {}

  /// In MiB; 0 where the system does not say.
  public static long mebibytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
        }
      }
    } catch (IOException | NumberFormatException unknown) {
      return 0;
    }
    return 0;
  }
}
