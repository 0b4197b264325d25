package dev.grlm.tune;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.stage.Differences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `tune.json`: what a search was told, and what it has come to. Immutable; written anew, whole or
/// not at all, when a trial begins, is judged, and ends.
///
/// @param format version of the layout
/// @param seconds of all sessions
record TuneFile(int format, Told told, double seconds, List<Trial> trials) {
  static final String NAME = "tune.json";
  static final int FORMAT = 1;

  /// What a search goes on with only where it is the same.
  ///
  /// @param system whose settings are searched
  /// @param config of the first trial
  /// @param space values by key
  /// @param inputs SHA-256 of each file that is given, by name
  record Told(
      String system,
      JsonNode config,
      Map<String, List<JsonNode>> space,
      Map<String, String> inputs) {
    Told {
      config = config.deepCopy();
      inputs = new TreeMap<>(inputs);
    }
  }

  TuneFile {
    trials = List.copyOf(trials);
  }

  static TuneFile begun(Told told) {
    return new TuneFile(FORMAT, told, 0, List.of());
  }

  /// As it is told now, by a program that may have more settings.
  TuneFile told(Told now) {
    return new TuneFile(format, now, seconds, trials);
  }

  TuneFile with(List<Trial> known, double total) {
    return new TuneFile(format, told, total, known);
  }

  /// @throws IOException naming the file, when it is broken or of another version
  static TuneFile read(Path file) throws IOException {
    int format = Json.read(file).path("format").asInt(-1);
    if (format != FORMAT) {
      throw new IOException(
          "%s: made by another version (format %s, this program reads %d); choose another --out"
              .formatted(file, format < 0 ? "unknown" : String.valueOf(format), FORMAT));
    }
    return Json.read(file, TuneFile.class);
  }

  void write(Path file) throws IOException {
    Json.write(file, this);
  }

  /// What this search was told and another one was not, in a few words; empty where nothing.
  ///
  /// @param defaults of all settings there are: this may have been written before there were some
  String difference(Told now, JsonNode defaults) throws IOException {
    var found = new ArrayList<String>();
    if (!told.system().equals(now.system())) {
      found.add("the system is %s, was %s".formatted(now.system(), told.system()));
    }
    found.add(
        Differences.ofInputs(
            told.inputs(), now.inputs(), List.copyOf(new TreeMap<>(now.inputs()).keySet())));
    found.add(Differences.ofSettings(told.config(), canonical(now.config()), canonical(defaults)));
    found.add(Differences.ofSettings(Json.tree(told.space()), canonical(Json.tree(now.space()))));
    found.removeIf(String::isEmpty);
    return String.join(", ", found);
  }

  /// As it is read from a file.
  private static JsonNode canonical(JsonNode tree) throws IOException {
    return Json.parse(Json.line(tree));
  }
}
