package dev.grlm.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Fingerprint;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// `run.json`: what each stage was made with. Immutable; a stage that finishes writes a new one.
///
/// @param format version of the layout of a run folder
/// @param config the whole configuration of the last `fit`
/// @param stages by name, in the order in which they were first run
public record Manifest(int format, JsonNode config, Map<String, StageRecord> stages) {
  /// Written by this version; a folder with another one is refused.
  public static final int FORMAT = 2;

  /// SHA-256 of everything else in the file: settings and the sums of all other files are read from
  /// here, so this one must not have lost a bit either.
  private static final String SUM = "sum";

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
    public StageRecord {
      outputs = Objects.requireNonNullElse(outputs, Map.of()); // where a file does not say
    }

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
    String said = tree.path(SUM).asText();
    if (tree instanceof ObjectNode object && object.remove(SUM) != null) {
      String found = sum(object);
      if (!found.equals(said)) {
        throw new IOException(
            "%s: is not what was written: its sum is %.16s…, it says %.16s…; copy the run whole, or delete this file and fit again"
                .formatted(file, found, said));
      }
    }
    return Json.read(file, tree, Manifest.class);
  }

  /// Whether a file says what its sum is; those of earlier versions do not.
  static boolean hasSum(Path file) throws IOException {
    return Json.read(file).has(SUM);
  }

  /// Of the values, however they are laid out.
  private static String sum(ObjectNode tree) {
    return Fingerprint.sha256(Json.line(tree));
  }

  /// Whole or not at all.
  public void write(Path file) throws IOException {
    // As it will be read: a long that is written is an int that is read.
    var tree = (ObjectNode) Json.parse(Json.line(this));
    Json.write(file, tree.put(SUM, sum(tree)));
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
