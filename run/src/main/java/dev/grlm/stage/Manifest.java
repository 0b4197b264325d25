package dev.grlm.stage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// `run.json`: what each stage was made with. Immutable; a stage that finishes writes a new one.
///
/// @param format version of the layout of a run folder
/// @param config the whole configuration of the last `fit`
/// @param stages by name, in the order in which they were first run
public record Manifest(int format, JsonNode config, Map<String, StageRecord> stages) {
  /// Written by this version; a folder with another one is refused.
  public static final int FORMAT = 2;

  /// One finished stage.
  ///
  /// @param fingerprint SHA-256 over stage, format, config and inputs: equal means nothing to do;
  ///   empty while the stage runs anew
  /// @param config the part of the configuration that the stage reads
  /// @param inputs SHA-256 of each file read, by name
  /// @param outputs SHA-256 of each file written, by path within the run
  /// @param seconds wall time
  /// @param peakRssMiB highest resident memory of the process so far, MiB; 0 where unknown
  /// @param counts what was dropped or noticed, by reason in words
  /// @param versions of this software and the Java runtime
  public record StageRecord(
      String fingerprint,
      JsonNode config,
      Map<String, String> inputs,
      Map<String, String> outputs,
      double seconds,
      long peakRssMiB,
      Map<String, Long> counts,
      Map<String, String> versions) {
    private StageRecord begun() {
      return new StageRecord("", config, inputs, outputs, seconds, peakRssMiB, counts, versions);
    }

    /// Whether the stage ran to its end.
    public boolean finished() {
      return !fingerprint.isEmpty();
    }
  }

  /// The manifest in `file`, or an empty one where there is none.
  ///
  /// @throws IOException naming both versions, when the folder has another format
  public static Manifest read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new Manifest(FORMAT, Json.object(), new LinkedHashMap<>());
    }
    JsonNode tree = Json.read(file);
    int format = tree.path("format").asInt(-1);
    if (format != FORMAT) {
      throw new IOException(
          file
              + ": made by another version (run format "
              + (format < 0 ? "unknown" : format)
              + ", this program reads "
              + FORMAT
              + "); choose another --out, or delete the folder and fit again");
    }
    return Json.read(file, Manifest.class);
  }

  /// With the stage marked as not finished, in its old place.
  public Manifest begun(String stage) {
    var marked = new LinkedHashMap<>(stages);
    marked.computeIfPresent(stage, (_, record) -> record.begun());
    return new Manifest(format, config, marked);
  }

  /// With these stages alone.
  public Manifest keeping(Set<String> names) {
    var kept = new LinkedHashMap<>(stages);
    kept.keySet().retainAll(names);
    return new Manifest(format, config, kept);
  }

  public Manifest withConfig(JsonNode newConfig) {
    return new Manifest(format, newConfig, stages);
  }

  public Manifest with(String stage, StageRecord record, JsonNode newConfig) {
    var extended = new LinkedHashMap<>(stages);
    extended.put(stage, record);
    return new Manifest(format, newConfig, extended);
  }
}
