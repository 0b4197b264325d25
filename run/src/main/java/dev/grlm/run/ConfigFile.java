package dev.grlm.run;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.grlm.io.Json;
import dev.grlm.system.RecommenderSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lays a JSON file and single settings over the defaults.
public final class ConfigFile {
  private static final String PRESET = "preset";

  private ConfigFile() {}

  /// A key of a system may stand without the system's name where no other has it
  /// (`small.training.epochs` for `grlm.small.training.epochs`), and `preset` chooses a recipe of
  /// whichever fitted system has one of that name.
  ///
  /// @param file values that differ from the defaults; null for none
  /// @param settings `path.to.key=value` each, applied after the file
  /// @throws IOException in one line, naming the nearest known key where a key is unknown
  public static RunConfig over(RunConfig defaults, @Nullable Path file, List<String> settings)
      throws IOException {
    RunConfig base = defaults;
    ObjectNode values = Json.object();
    if (file != null) {
      JsonNode read = Json.read(file);
      if (!(read instanceof ObjectNode object)) {
        throw new IOException(file + ": a configuration is a JSON object");
      }
      values = object;
      base = chosen(base, object.remove(PRESET), file + ": ");
    }
    var others = new ArrayList<String>();
    for (String setting : settings) {
      if (setting.startsWith(PRESET + "=")) {
        base = chosen(base, value(setting.substring(PRESET.length() + 1)), "");
      } else {
        others.add(setting);
      }
    }
    ObjectNode tree = base.tree();
    var groups = new Groups(tree, base.house().stream().map(RecommenderSystem::name).toList());
    if (file != null) {
      for (Map.Entry<String, JsonNode> entry : values.properties()) {
        ObjectNode one = Json.object();
        one.set(entry.getKey(), entry.getValue());
        lay(groups.of(entry.getKey()), one, "", file.toString());
      }
    }
    for (String setting : others) {
      set(groups, setting);
    }
    try {
      return RunConfig.of(base.house(), tree);
    } catch (IllegalArgumentException failure) {
      throw new IOException("configuration: " + key(failure) + reason(failure), failure);
    }
  }

  /// The full paths of the keys that a file and single values name, in their order; `preset` is
  /// none. To be asked of what [#over] has taken.
  ///
  /// @throws IOException as [#over]
  public static List<String> keys(RunConfig base, @Nullable Path file, List<String> settings)
      throws IOException {
    ObjectNode tree = base.tree();
    var groups = new Groups(tree, base.house().stream().map(RecommenderSystem::name).toList());
    var keys = new LinkedHashSet<String>();
    if (file != null) {
      for (Map.Entry<String, JsonNode> entry : Json.read(file).properties()) {
        if (!entry.getKey().equals(PRESET)) {
          leaves(groups.full(entry.getKey()), entry.getValue(), keys);
        }
      }
    }
    for (String setting : settings) {
      String path = setting.substring(0, Math.max(0, setting.indexOf('=')));
      if (!path.equals(PRESET)) {
        keys.add(groups.full(path));
      }
    }
    return List.copyOf(keys);
  }

  /// The single values that make one configuration another: [#over] of the first and these is the
  /// second.
  ///
  /// @param base with the systems and recipes of `changed`
  public static List<String> differences(RunConfig base, RunConfig changed) {
    var keys = new LinkedHashSet<String>();
    leaves("", changed.tree(), keys);
    var differences = new ArrayList<String>();
    for (String key : keys) {
      String path = key.substring(1); // behind the dot of the root
      JsonNode value = at(changed.tree(), path);
      if (!value.equals(at(base.tree(), path))) {
        differences.add(path + "=" + Json.line(value));
      }
    }
    return differences;
  }

  private static JsonNode at(JsonNode tree, String path) {
    JsonNode node = tree;
    for (String key : path.split("\\.", -1)) {
      node = node.path(key);
    }
    return node;
  }

  private static void leaves(String path, JsonNode value, Set<String> keys) {
    if (!value.isObject()) {
      keys.add(path);
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      leaves(path + "." + entry.getKey(), entry.getValue(), keys);
    }
  }

  private static RunConfig chosen(RunConfig base, @Nullable JsonNode recipe, String source)
      throws IOException {
    if (recipe == null) {
      return base;
    }
    try {
      return base.withRecipe(recipe.asText());
    } catch (IllegalArgumentException unknown) {
      throw new IOException(source + unknown.getMessage(), unknown);
    }
  }

  /// Whose keys may stand without their system's name.
  private record Groups(ObjectNode tree, List<String> systems) {
    /// The group that holds a first key; the whole tree where no system or more than one has it.
    ObjectNode of(String key) {
      List<String> having = systems.stream().filter(name -> tree.path(name).has(key)).toList();
      return !tree.has(key) && having.size() == 1
          ? (ObjectNode) tree.path(having.getFirst())
          : tree;
    }

    /// A path with its system's name, where it was written without.
    String full(String path) {
      String first = path.split("\\.", -1)[0];
      return systems.stream()
          .filter(name -> of(first).equals(tree.path(name)))
          .map(name -> name + "." + path)
          .findFirst()
          .orElse(path);
    }

    /// First keys that a person may write.
    List<String> names() {
      var names = new ArrayList<String>();
      tree.fieldNames().forEachRemaining(names::add);
      systems.forEach(system -> tree.path(system).fieldNames().forEachRemaining(names::add));
      return names;
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

  private static void set(Groups groups, String setting) throws IOException {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new IOException("--set " + setting + ": expected key=value");
    }
    String path = setting.substring(0, equals);
    String[] keys = path.split("\\.", -1);
    ObjectNode target = groups.of(keys[0]);
    if (!target.has(keys[0])) {
      throw unknown("--set", path, keys[0], groups.names());
    }
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
      throw unknown(source, path, key, names);
    }
    return value;
  }

  private static IOException unknown(String source, String path, String key, List<String> names) {
    return new IOException(
        source + ": unknown key '" + path + "'; did you mean '" + nearest(key, names) + "'?");
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
    String system = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RunConfig.SettingException setting) {
        system = setting.system() + ".";
      }
      if (cause instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
        return mapping.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(".", "'" + system, "': "));
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
