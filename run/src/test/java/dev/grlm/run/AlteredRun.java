package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Fingerprint;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs that hold what no fit would leave and say that it was fitted: for tests of who reads what.
public final class AlteredRun {
  private AlteredRun() {}

  /// Replaces an output of a stage, and its sum.
  public static void write(Path run, Path file, String content) throws IOException {
    String before = Fingerprint.sha256(file);
    Files.writeString(file, content);
    Path manifest = new RunFolder(run).manifest();
    String told = Files.readString(manifest);
    assertThat(told).contains(before);
    Files.writeString(manifest, withoutSum(told.replace(before, Fingerprint.sha256(file))));
  }

  /// As of a version that kept no sum of the manifest itself.
  public static String withoutSum(String manifest) {
    String without = manifest.replaceFirst(",\\s*\"sum\"\\s*:\\s*\"[0-9a-f]{64}\"", "");
    assertThat(without).isNotEqualTo(manifest);
    return without;
  }
}
