package dev.grlm.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Fingerprint;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.run.Manifest.StageRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Runs stages, skips those whose inputs and configuration have not changed, and keeps the
/// manifest.
final class StageRunner {
  /// The work of one stage; returns what was dropped or noticed.
  interface Work {
    SortedMap<String, Long> run() throws IOException;
  }

  private final RunFolder folder;
  private final JsonNode wholeConfig;
  private final RunListener listener;
  private Manifest manifest;

  StageRunner(RunFolder folder, GrlmConfig config, RunListener listener) throws IOException {
    this.folder = folder;
    this.wholeConfig = Json.tree(config);
    this.listener = listener;
    this.manifest = Manifest.read(folder.manifest());
  }

  Manifest manifest() {
    return manifest;
  }

  /// As [#stage(String, Object, List, Supplier, Work)], where it is known before what is written.
  void stage(String name, Object config, List<Path> inputs, List<Path> outputs, Work work)
      throws IOException {
    stage(name, config, inputs, () -> outputs, work);
  }

  /// Runs `work` unless the manifest says that it has run with the same inputs and config and its
  /// outputs are still there.
  ///
  /// @param config what the stage depends on beside its inputs
  /// @param inputs files that are read
  /// @param outputs files that are written, asked for when they are
  void stage(String name, Object config, List<Path> inputs, Supplier<List<Path>> outputs, Work work)
      throws IOException {
    listener.stageStarted(name);
    JsonNode configTree = canonical(config);
    Map<String, String> hashes = hashes(inputs);
    String fingerprint = fingerprint(name, configTree, hashes);
    StageRecord before = manifest.stages().get(name);
    if (before != null && unchanged(before, fingerprint)) {
      listener.stageDone(name, "unchanged", before.seconds(), before.counts());
      return;
    }
    if (before != null) {
      // A kill between the first output and the new record must not leave the old record standing.
      manifest = manifest.begun(name);
      Json.write(folder.manifest(), manifest);
    }
    long start = System.nanoTime();
    SortedMap<String, Long> counts = work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    var record =
        new StageRecord(
            fingerprint,
            configTree,
            hashes,
            contents(outputs.get()),
            seconds,
            PeakMemory.mebibytes(),
            counts,
            versions());
    // A report may be made with other settings than the model it judges; the run keeps its own.
    JsonNode kept = name.startsWith("report") ? manifest.config() : wholeConfig;
    manifest = manifest.with(name, record, kept);
    Json.write(folder.manifest(), manifest);
    listener.stageDone(name, "done", seconds, counts);
  }

  /// As [#stage(String, Object, List, Supplier, Work)] in a process that works along with the one
  /// that keeps the run: comes to the same decision, and writes nothing. A stage that the other has
  /// already marked as begun is not unchanged for this one either.
  void follow(String name, Object config, List<Path> inputs, Work work) throws IOException {
    listener.stageStarted(name);
    StageRecord before = manifest.stages().get(name);
    if (before != null && unchanged(before, fingerprint(name, canonical(config), hashes(inputs)))) {
      listener.stageDone(name, "unchanged", before.seconds(), before.counts());
      return;
    }
    long start = System.nanoTime();
    SortedMap<String, Long> counts = work.run();
    listener.stageDone(name, "done", (System.nanoTime() - start) / 1e9, counts);
  }

  private boolean unchanged(StageRecord before, String fingerprint) throws IOException {
    return before.fingerprint().equals(fingerprint) && intact(before);
  }

  /// Whether the stage ran to its end and read these files as they are now.
  boolean current(String name, List<Path> inputs) throws IOException {
    StageRecord record = manifest.stages().get(name);
    return record != null && record.finished() && record.inputs().equals(hashes(inputs));
  }

  /// SHA-256 of each file, by name, as text: what a training's checkpoints belong to.
  String inputs(List<Path> files) throws IOException {
    return hashes(files).toString();
  }

  private static Map<String, String> hashes(List<Path> inputs) throws IOException {
    var hashes = new LinkedHashMap<String, String>();
    for (Path input : inputs) {
      String name = String.valueOf(input.getFileName());
      // A given file may be called like one of the run's own.
      String key = hashes.containsKey(name) ? name + " (" + (hashes.size() + 1) + ")" : name;
      hashes.put(key, Fingerprint.sha256(input));
    }
    return hashes;
  }

  /// Maps go by key: the order of `Map.of` is another one in every process.
  private static JsonNode canonical(Object config) {
    return Json.tree(config instanceof Map<?, ?> map ? new TreeMap<>(map) : config);
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
      contents.put(path, Fingerprint.sha256(output));
    }
    return contents;
  }

  private boolean intact(StageRecord record) throws IOException {
    for (Map.Entry<String, String> output : record.outputs().entrySet()) {
      Path file = folder.root().resolve(output.getKey());
      if (!Files.isRegularFile(file) || !Fingerprint.sha256(file).equals(output.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> versions() {
    String own = StageRunner.class.getPackage().getImplementationVersion();
    return new TreeMap<>(
        Map.of("grlm", own == null ? "development" : own, "java", Runtime.version().toString()));
  }
}
