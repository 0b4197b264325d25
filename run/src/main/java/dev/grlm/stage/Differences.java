package dev.grlm.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Tells two trees of settings, or two sets of inputs, apart in a few words.
public final class Differences {
  /// More of them say nothing more.
  private static final int MOST = 3;

  private Differences() {}

  /// As in `training.epochs is 5, was 10`; empty where they are equal.
  public static String ofSettings(JsonNode before, JsonNode now) {
    return ofSettings(before, now, MissingNode.getInstance());
  }

  /// As [#ofSettings(JsonNode, JsonNode)] where `before` may have been written before there were
  /// some of the settings: a key that it lacks was as the defaults say.
  public static String ofSettings(JsonNode before, JsonNode now, JsonNode defaults) {
    var found = new ArrayList<String>();
    collect("", before, now, defaults, found);
    return shown(found);
  }

  private static void collect(
      String path, JsonNode known, JsonNode now, JsonNode defaults, List<String> found) {
    JsonNode before = known.isMissingNode() ? defaults : known;
    if (before.equals(now)) {
      return;
    }
    if (!before.isObject() || !now.isObject()) {
      found.add("%s is %s, was %s".formatted(path, word(now), word(before)));
      return;
    }
    var keys = new TreeSet<String>();
    before.fieldNames().forEachRemaining(keys::add);
    now.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      collect(
          path.isEmpty() ? key : path + "." + key,
          before.path(key),
          now.path(key),
          defaults.path(key),
          found);
    }
  }

  private static String word(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.toString();
  }

  /// As in `another items.jsonl`.
  ///
  /// @param before SHA-256 by name of file
  /// @param now of the files that are there
  /// @param names of all files that would be read
  public static String ofInputs(
      Map<String, String> before, Map<String, String> now, List<String> names) {
    var found = new ArrayList<String>();
    now.forEach((name, hash) -> {
      if (!before.containsKey(name)) {
        found.add("with " + name);
      } else if (!hash.equals(before.get(name))) {
        found.add("another " + name);
      }
    });
    before.keySet().stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> found.add("without " + name));
    return shown(found);
  }

  private static String shown(List<String> found) {
    String first = String.join(", ", found.subList(0, Math.min(MOST, found.size())));
    return found.size() <= MOST ? first : first + " and " + (found.size() - MOST) + " more";
  }
}
