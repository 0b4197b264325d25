package dev.grlm.stage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.stage.Manifest.StageRecord;
import dev.grlm.system.RunFolder;
import dev.grlm.system.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Runs stages, skips those whose inputs and configuration have not changed, and keeps the
/// manifest.
public final class StageRunner {
  private final RunFolder folder;
  private final JsonNode wholeConfig;
  private final RunListener listener;
  private final FileSums sums = new FileSums();
  private Manifest manifest;

  /// @param wholeConfig the run's configuration, kept in the manifest
  /// @throws IOException when the run folder is of another version
  public StageRunner(RunFolder folder, JsonNode wholeConfig, RunListener listener)
      throws IOException {
    this.folder = folder;
    this.wholeConfig = wholeConfig;
    this.listener = listener;
    this.manifest = Manifest.read(folder.manifest());
  }

  public Manifest manifest() {
    return manifest;
  }

  /// What holds the files of the run against what its stages recorded.
  public IntactFiles intact() {
    return new IntactFiles(folder, manifest, sums, listener);
  }

  /// Does the work of a stage unless the manifest says that it was done with the same inputs and
  /// settings and its outputs are still there.
  ///
  /// @param keepsConfig whether the run's configuration becomes that of this runner; a report may
  ///   be made with other settings than the model it judges, and leaves it as it is
  public void run(Stage stage, boolean keepsConfig) throws IOException {
    String name = stage.name();
    listener.stageStarted(name);
    JsonNode settings = canonical(stage.settings().value());
    Map<String, String> hashes = sums.byName(stage.inputs());
    String fingerprint = fingerprint(name, settings, hashes);
    StageRecord before = manifest.stages().get(name);
    if (before != null && unchanged(before, fingerprint)) {
      listener.stageDone(name, "unchanged", before.seconds(), before.counts());
      return;
    }
    if (before != null) {
      // A kill between the first output and the new record must not leave the old record standing.
      manifest = manifest.begun(name);
      manifest.write(folder.manifest());
    }
    long start = System.nanoTime();
    SortedMap<String, Long> counts = stage.work().run();
    double seconds = (System.nanoTime() - start) / 1e9;
    var record =
        new StageRecord(
            fingerprint,
            settings,
            hashes,
            contents(stage.outputs().files()),
            seconds,
            PeakMemory.mebibytes(),
            counts,
            versions());
    manifest = manifest.with(name, record, keepsConfig ? wholeConfig : manifest.config());
    manifest.write(folder.manifest());
    listener.stageDone(name, "done", seconds, counts);
  }

  /// Makes the configuration of this runner that of the run, where every stage was found as it
  /// would be made now and none has written it.
  public void keepConfig() throws IOException {
    if (!manifest.config().equals(canonical(wholeConfig))) {
      manifest = manifest.withConfig(wholeConfig);
      manifest.write(folder.manifest());
    }
  }

  /// As [#run] in a process that works along with the one that keeps the run: comes to the same
  /// decision, and writes nothing. A stage that the other has already marked as begun is not
  /// unchanged for this one either.
  public void follow(Stage stage) throws IOException {
    String name = stage.name();
    listener.stageStarted(name);
    StageRecord before = manifest.stages().get(name);
    JsonNode settings = canonical(stage.settings().value());
    String fingerprint = fingerprint(name, settings, sums.byName(stage.inputs()));
    if (before != null && unchanged(before, fingerprint)) {
      listener.stageDone(name, "unchanged", before.seconds(), before.counts());
      return;
    }
    long start = System.nanoTime();
    SortedMap<String, Long> counts = stage.work().run();
    listener.stageDone(name, "done", (System.nanoTime() - start) / 1e9, counts);
  }

  /// Whether the stage ran to its end with these settings and these inputs, and what it left is
  /// still as it was.
  public boolean isUpToDate(Stage stage) throws IOException {
    StageRecord before = manifest.stages().get(stage.name());
    if (before == null || !stage.inputs().stream().allMatch(Files::exists)) {
      return false;
    }
    JsonNode settings = canonical(stage.settings().value());
    return unchanged(before, fingerprint(stage.name(), settings, sums.byName(stage.inputs())));
  }

  private boolean unchanged(StageRecord before, String fingerprint) throws IOException {
    return before.fingerprint().equals(fingerprint) && intact(before);
  }

  /// Whether the stage ran to its end with these settings, whatever its inputs are now.
  public boolean hasSettingsOf(Stage stage) throws IOException {
    StageRecord record = manifest.stages().get(stage.name());
    return record != null
        && record.finished()
        && record.config().equals(canonical(stage.settings().value()));
  }

  /// Whether a stage of this name ran to its end.
  public boolean finished(String stage) {
    StageRecord record = manifest.stages().get(stage);
    return record != null && record.finished();
  }

  /// The files that a stage left, in its order; none where it never ran to its end.
  public List<Path> files(String stage) {
    StageRecord record = manifest.stages().get(stage);
    return record == null
        ? List.of()
        : record.outputs().keySet().stream().map(folder.root()::resolve).toList();
  }

  /// What would be other than it was if the stage ran now, in a few words: its settings, or the
  /// inputs that are there. Empty where nothing would, and where it has not run to its end.
  ///
  /// @param made inputs that are not looked at, because they will be made as they were
  public String difference(Stage stage, Set<Path> made) throws IOException {
    StageRecord record = manifest.stages().get(stage.name());
    if (record == null || !record.finished()) {
      return "";
    }
    JsonNode settings = canonical(stage.settings().value());
    String other = Differences.ofSettings(record.config(), settings);
    if (!other.isEmpty()) {
      return other;
    }
    List<Path> there =
        stage.inputs().stream().filter(file -> !made.contains(file) && Files.exists(file)).toList();
    List<String> names =
        stage.inputs().stream().map(file -> String.valueOf(file.getFileName())).toList();
    return Differences.ofInputs(record.inputs(), sums.byName(there), names);
  }

  /// What is wrong with what a stage left, in words; empty where it ran to its end and read those
  /// of its inputs that are there as they are now.
  public String outdated(Stage stage) throws IOException {
    StageRecord record = manifest.stages().get(stage.name());
    if (record == null || !record.finished()) {
      return "was not trained to its end";
    }
    List<Path> there = stage.inputs().stream().filter(Files::exists).toList();
    var changed = new ArrayList<String>();
    sums.byName(there)
        .forEach((name, hash) -> {
          if (!hash.equals(record.inputs().get(name))) {
            changed.add(name);
          }
        });
    return changed.isEmpty() ? "" : "was trained on another " + String.join(", ", changed);
  }

  /// Maps go by key: the order of `Map.of` is another one in every process. And as it is read from
  /// a file: a long that was written is an int that is read, and the two are not equal.
  private static JsonNode canonical(Object config) throws IOException {
    return Json.parse(
        Json.line(Json.tree(config instanceof Map<?, ?> map ? new TreeMap<>(map) : config)));
  }

  private static String fingerprint(String name, JsonNode config, Map<String, String> hashes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      String text = Manifest.FORMAT + "\n" + name + "\n" + config + "\n" + hashes;
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Map<String, String> contents(List<Path> outputs) throws IOException {
    var contents = new LinkedHashMap<String, String>();
    for (Path output : outputs) {
      String path = folder.root().relativize(output).toString().replace('\\', '/');
      sums.forget(output);
      contents.put(path, sums.of(output));
    }
    return contents;
  }

  private boolean intact(StageRecord record) throws IOException {
    for (Map.Entry<String, String> output : record.outputs().entrySet()) {
      Path file = folder.root().resolve(output.getKey());
      if (!Files.isRegularFile(file) || !sums.of(file).equals(output.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> versions() {
    return new TreeMap<>(Map.of("grlm", Build.version(), "java", Runtime.version().toString()));
  }
}
