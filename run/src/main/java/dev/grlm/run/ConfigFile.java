package dev.grlm.run;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lays a JSON file and single settings over the defaults.
public final class ConfigFile {
  private ConfigFile() {}

  /// @param file values that differ from the defaults; null for none
  /// @param settings `path.to.key=value` each, applied after the file
  /// @throws IOException in one line, naming the nearest known key where a key is unknown
  public static GrlmConfig over(GrlmConfig defaults, @Nullable Path file, List<String> settings)
      throws IOException {
    var tree = (ObjectNode) Json.tree(defaults);
    if (file != null) {
      JsonNode values = Json.read(file);
      if (!(values instanceof ObjectNode object)) {
        throw new IOException(file + ": a configuration is a JSON object");
      }
      lay(tree, object, "", file.toString());
    }
    for (String setting : settings) {
      set(tree, setting);
    }
    try {
      return Json.convert(tree, GrlmConfig.class);
    } catch (IllegalArgumentException failure) {
      throw new IOException("configuration: " + key(failure) + reason(failure), failure);
    }
  }

  /// The configuration that a run has stored; a key that is younger than the run has its default.
  ///
  /// @throws IllegalArgumentException as the binder, where a value does not fit
  static GrlmConfig stored(JsonNode config) {
    JsonNode tree = Json.tree(GrlmConfig.DEFAULT);
    complete(tree, config);
    return Json.convert(tree, GrlmConfig.class);
  }

  private static void complete(JsonNode defaults, JsonNode stored) {
    if (!(defaults instanceof ObjectNode target)) {
      return;
    }
    for (Map.Entry<String, JsonNode> entry : stored.properties()) {
      JsonNode known = target.get(entry.getKey());
      if (known instanceof ObjectNode && entry.getValue().isObject()) {
        complete(known, entry.getValue());
      } else {
        target.set(entry.getKey(), entry.getValue());
      }
    }
  }

  private static void lay(ObjectNode target, ObjectNode values, String path, String source)
      throws IOException {
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      String full = path + entry.getKey();
      JsonNode known = known(target, entry.getKey(), full, source);
      if (known instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode object) {
        lay(inner, object, full + ".", source);
      } else {
        requireKind(known, entry.getValue(), full, source);
        target.set(entry.getKey(), entry.getValue());
      }
    }
  }

  /// The binder would cut the fraction off a whole number and read `null` as 0.
  private static void requireKind(JsonNode known, JsonNode value, String path, String source)
      throws IOException {
    boolean whole = known.isIntegralNumber() && value.isNumber() && !isWhole(value);
    if (value.isNull() || whole || known.isObject() != value.isObject()) {
      String expected =
          known.isObject() ? "a group of keys" : whole ? "a whole number" : "a value like " + known;
      throw new IOException(
          source + ": '" + path + "' is " + expected + ", not " + Json.line(value));
    }
  }

  private static boolean isWhole(JsonNode number) {
    return number.doubleValue() == Math.rint(number.doubleValue());
  }

  private static void set(ObjectNode tree, String setting) throws IOException {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new IOException("--set " + setting + ": expected key=value");
    }
    String path = setting.substring(0, equals);
    String[] keys = path.split("\\.", -1);
    ObjectNode target = tree;
    for (int i = 0; i < keys.length - 1; i++) {
      JsonNode next = known(target, keys[i], path, "--set");
      if (!(next instanceof ObjectNode object)) {
        throw new IOException("--set " + setting + ": '" + keys[i] + "' has no keys inside");
      }
      target = object;
    }
    String last = keys[keys.length - 1];
    if (known(target, last, path, "--set") instanceof ObjectNode) {
      throw new IOException("--set " + setting + ": '" + path + "' is a group; name a key in it");
    }
    JsonNode value = value(setting.substring(equals + 1));
    requireKind(target.path(last), value, path, "--set");
    target.set(last, value);
  }

  private static JsonNode value(String text) {
    try {
      return Json.parse(text);
    } catch (IOException notJson) {
      return TextNode.valueOf(text);
    }
  }

  private static JsonNode known(ObjectNode target, String key, String path, String source)
      throws IOException {
    JsonNode value = target.get(key);
    if (value == null) {
      var names = new ArrayList<String>();
      target.fieldNames().forEachRemaining(names::add);
      throw new IOException(
          source + ": unknown key '" + path + "'; did you mean '" + nearest(key, names) + "'?");
    }
    return value;
  }

  private static String nearest(String key, List<String> names) {
    return names.stream()
        .min(Comparator.comparingInt((String name) -> editDistance(key, name)))
        .orElse("");
  }

  private static int editDistance(String left, String right) {
    var previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      var current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[right.length()];
  }

  /// The dotted path of the value that does not fit, where the failure knows it.
  private static String key(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
        return mapping.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(".", "'", "': "));
      }
    }
    return "";
  }

  /// The innermost reason, on one line.
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("not readable");
  }
}
