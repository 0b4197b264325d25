package dev.grlm.tune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.grlm.io.Json;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a search chooses between: every value of a key with every value of the others. Immutable.
///
/// @param values by full key, as a configuration holds them
public record Space(Map<String, List<JsonNode>> values) {
  private static final String VARY = "--vary ";

  public Space {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// @param variations `KEY=V1,V2,…` each; a text without quotes is a text
  /// @throws IOException in one line that says which of them cannot be, and why
  static Space of(RunConfig base, List<String> variations) throws IOException {
    var values = new LinkedHashMap<String, List<JsonNode>>();
    for (String variation : variations) {
      int equals = variation.indexOf('=');
      if (equals < 1) {
        throw new IOException(VARY + variation + ": expected KEY=V1,V2,…");
      }
      String key = variation.substring(0, equals);
      var told = new ArrayList<JsonNode>();
      for (JsonNode value : list(variation.substring(equals + 1))) {
        JsonNode bound = bound(base, key, value);
        if (told.contains(bound)) {
          throw new IOException(VARY + variation + ": " + Json.line(bound) + " stands there twice");
        }
        told.add(bound);
      }
      if (told.size() < 2) {
        throw new IOException(VARY + variation + ": one value is no choice; give it with --set");
      }
      if (values.put(full(base, key), told) != null) {
        throw new IOException(VARY + variation + ": " + key + " is varied already");
      }
    }
    return new Space(values);
  }

  /// The values behind the equals sign.
  static Iterable<JsonNode> list(String text) throws IOException {
    try {
      return Json.parse("[" + text + "]");
    } catch (IOException notJson) {
      if (Arrays.stream(text.split(",", -1)).anyMatch(String::isBlank)) {
        throw new IOException(VARY + "…=" + text + ": a value is missing", notJson);
      }
      return Arrays.stream(text.split(",", -1)).map(Space::value).toList();
    }
  }

  private static JsonNode value(String text) {
    try {
      return Json.parse(text);
    } catch (IOException notJson) {
      return TextNode.valueOf(text);
    }
  }

  private static String full(RunConfig base, String key) throws IOException {
    return ConfigFile.keys(base, null, List.of(key + "=")).getFirst();
  }

  /// As the configuration holds it: 1e-3 and 0.001 are one.
  static JsonNode bound(RunConfig base, String key, JsonNode value) throws IOException {
    try {
      RunConfig config = ConfigFile.over(base, null, List.of(setting(key, value)));
      return at(tree(config), full(base, key));
    } catch (IOException wrong) {
      throw new IOException(VARY + setting(key, value) + ": " + reason(wrong), wrong);
    }
  }

  /// Without the name of the other option.
  private static String reason(IOException wrong) {
    return String.valueOf(wrong.getMessage()).replaceFirst("^--set:? ?", "");
  }

  /// As it is read from a file: a long that was written is an int that is read, and the two are not
  /// equal.
  static JsonNode tree(RunConfig config) throws IOException {
    return Json.parse(Json.line(config.tree()));
  }

  /// What stands at a dotted key.
  static JsonNode at(JsonNode tree, String key) {
    JsonNode node = tree;
    for (String part : key.split("\\.", -1)) {
      node = node.path(part);
    }
    return node;
  }

  private static String setting(String key, JsonNode value) {
    return key + "=" + Json.line(value);
  }

  /// How many combinations there are.
  ///
  /// @throws IOException when nobody could count them
  long size() throws IOException {
    try {
      return values.values().stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
    } catch (ArithmeticException tooMany) {
      throw new IOException("--vary: more combinations than can be counted; vary less", tooMany);
    }
  }

  /// One combination, as `--set` takes it.
  ///
  /// @param number below the size
  List<String> settings(long number) {
    var settings = new ArrayList<String>();
    long left = number;
    for (Map.Entry<String, List<JsonNode>> entry : values.entrySet()) {
      int many = entry.getValue().size();
      settings.add(setting(entry.getKey(), entry.getValue().get((int) (left % many))));
      left /= many;
    }
    return settings;
  }

  /// Where a configuration differs from another one, among the keys that vary.
  Map<String, JsonNode> differences(RunConfig base, RunConfig config) throws IOException {
    var differences = new LinkedHashMap<String, JsonNode>();
    JsonNode before = tree(base);
    JsonNode now = tree(config);
    for (String key : values.keySet()) {
      if (!at(now, key).equals(at(before, key))) {
        differences.put(key, at(now, key));
      }
    }
    return differences;
  }
}
