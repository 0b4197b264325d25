package dev.grlm.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.stage.Differences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `experiment.json`: what an experiment was told. It goes on only where it is told the same; only
/// seeds, variants and data sets may be added.
///
/// @param format version of the layout
/// @param experiment its name
/// @param settings what the experiment itself was asked ([Experiment#settings]); absent where there
///   is nothing, and in a file of before it was written down
/// @param config before it is varied, seed left out
/// @param inputs SHA-256 of each file by data set and name; those given beside the data under ``
/// @param variants settings by name
record ExperimentFile(
    int format,
    String experiment,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable SequencedMap<String, String> settings,
    JsonNode config,
    SequencedMap<String, Map<String, String>> inputs,
    SequencedMap<String, List<String>> variants) {
  static final String NAME = "experiment.json";
  static final int FORMAT = 1;

  ExperimentFile {
    config = config.deepCopy();
  }

  /// @throws IOException naming the file, when it is broken or of another version
  static ExperimentFile read(Path file) throws IOException {
    int format = Json.read(file).path("format").asInt(-1);
    if (format != FORMAT) {
      throw new IOException(
          "%s: made by another version (format %s, this program reads %d); choose another --out"
              .formatted(file, format < 0 ? "unknown" : String.valueOf(format), FORMAT));
    }
    return Json.read(file, ExperimentFile.class);
  }

  /// What this one was told and `now` is told otherwise, in a few words; empty where nothing is.
  ///
  /// @param defaults of all settings there are: this may have been written before there were some
  String difference(ExperimentFile now, JsonNode defaults) throws IOException {
    var found = new ArrayList<String>();
    if (!experiment.equals(now.experiment)) {
      found.add("it is '%s', was '%s'".formatted(now.experiment, experiment));
    }
    Map<String, String> asked = settings == null ? Map.of() : settings;
    if (now.settings != null) {
      now.settings.forEach((name, value) -> {
        String before = asked.getOrDefault(name, "not said");
        if (!before.equals(value)) {
          found.add("%s is %s, was %s".formatted(name, value, before));
        }
      });
    }
    found.add(
        Differences.ofSettings(canonical(config), canonical(now.config), canonical(defaults)));
    for (Map.Entry<String, Map<String, String>> data : now.inputs.entrySet()) {
      Map<String, String> before = inputs.get(data.getKey());
      if (before != null) {
        var files = new TreeMap<>(data.getValue());
        found.add(Differences.ofInputs(before, files, List.copyOf(files.keySet())));
      }
    }
    now.variants.forEach((name, settings) -> {
      List<String> before = variants.get(name);
      if (before != null && !before.equals(settings)) {
        found.add("variant %s is %s, was %s".formatted(name, settings, before));
      }
    });
    found.removeIf(String::isEmpty);
    return String.join(", ", found);
  }

  /// As it is read from a file.
  private static JsonNode canonical(JsonNode tree) throws IOException {
    return Json.parse(Json.line(tree));
  }
}
