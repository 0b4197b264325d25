package dev.grlm.stage;

import dev.grlm.io.RunListener;
import dev.grlm.stage.Manifest.StageRecord;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Holds the files of a run against the SHA-256 that its stages recorded, before anything is made
/// of them: a weight that lost a bit on its way here answers as well as any other. Confined to one
/// thread.
public final class IntactFiles {
  /// From here on it takes more than a second or two.
  private static final long LARGE_BYTES = 1_000_000_000;

  private static final int SHOWN_DIGITS = 16;
  private static final String WHAT_TO_DO = "; fit again, or copy the run whole";

  private final RunFolder folder;
  private final Manifest manifest;
  private final FileSums sums;
  private final RunListener listener;

  /// @param manifest with the sums
  /// @param sums of what was read before
  /// @param listener is told where it takes long
  IntactFiles(RunFolder folder, Manifest manifest, FileSums sums, RunListener listener) {
    this.folder = folder;
    this.manifest = manifest;
    this.sums = sums;
    this.listener = listener;
  }

  /// All files that some stages left. A stage that is not recorded is not looked for.
  ///
  /// @param spared may be gone, because only stages that have run would read them
  /// @throws IOException in one line, with what was expected and what is there, when a file is
  ///   another one or gone, or a stage was begun and has not ended
  public void require(List<String> stages, Set<Path> spared) throws IOException {
    var expected = new LinkedHashMap<Path, String>();
    for (String stage : stages) {
      StageRecord record = manifest.stages().get(stage);
      if (record == null) {
        continue;
      }
      if (!record.finished()) {
        throw new IOException(
            "%s: '%s' was begun and has not ended, its files may be of both; run fit again"
                .formatted(folder.root(), stage));
      }
      record.outputs().forEach((path, sum) -> expected.put(folder.root().resolve(path), sum));
    }
    expected.keySet().removeIf(file -> Files.notExists(file) && spared.contains(file));
    announce(expected.keySet());
    for (Map.Entry<Path, String> file : expected.entrySet()) {
      require(file.getKey(), file.getValue());
    }
  }

  private void announce(Set<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.exists(file) ? sums.unread(file) : 0;
    }
    if (bytes >= LARGE_BYTES) {
      listener.message(
          String.format(
              Locale.ROOT,
              "checking that %.1f GB of %s are what was fitted",
              bytes / 1e9,
              folder.root()));
    }
  }

  /// One file, whatever stage left it; nothing where none says so.
  ///
  /// @throws IOException as [#require(List, Set)]
  public void require(Path file) throws IOException {
    String path = folder.root().relativize(file).toString().replace('\\', '/');
    for (StageRecord record : manifest.stages().values()) {
      String sum = record.outputs().get(path);
      if (sum != null && record.finished()) {
        require(file, sum);
      }
    }
  }

  private void require(Path file, String expected) throws IOException {
    String found = sums.of(file);
    if (!found.equals(expected)) {
      throw new IOException(
          "%s: is not what was fitted: SHA-256 %s… expected, %s… found%s"
              .formatted(file, brief(expected), brief(found), WHAT_TO_DO));
    }
  }

  private static String brief(String sum) {
    return sum.substring(0, Math.min(SHOWN_DIGITS, sum.length()));
  }

  /// What could not be checked, because an earlier version kept no sums of it, in words.
  ///
  /// @param stages that are opened
  public List<String> unchecked(List<String> stages) throws IOException {
    var unchecked = new ArrayList<String>();
    if (!Manifest.hasSum(folder.manifest())) {
      unchecked.add("run.json");
    }
    for (String stage : stages) {
      StageRecord record = manifest.stages().get(stage);
      if (record == null || record.outputs().isEmpty()) {
        unchecked.add("the files of '" + stage + "'");
      }
    }
    return unchecked;
  }
}
