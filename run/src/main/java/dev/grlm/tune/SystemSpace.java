package dev.grlm.tune;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.run.RunConfig;
import dev.grlm.system.RecommenderSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// What a system varies by itself, so far as nobody has decided otherwise.
final class SystemSpace {
  private SystemSpace() {}

  /// @param config that fits one system
  /// @param notes hears of keys that keep the value somebody gave them, and of values that do not
  ///   go with those
  /// @throws IOException in one line, when there is nothing to choose
  static Space of(RunConfig config, Consumer<String> notes) throws IOException {
    String name = config.fitted().getFirst();
    RecommenderSystem<?> system =
        config.house().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    String recipe = config.recipe(name);
    JsonNode first = Json.tree(Objects.requireNonNull(system.recipes().get(recipe)));
    JsonNode now = config.tree().path(name);
    var values = new LinkedHashMap<String, List<JsonNode>>();
    for (String variation : system.variations(recipe)) {
      String key = variation.substring(0, variation.indexOf('='));
      if (Space.at(first, key).equals(Space.at(now, key))) {
        values.putAll(possible(config, name + "." + variation, notes));
      } else {
        notes.accept("%s.%s stays %s, as given".formatted(name, key, Space.at(now, key)));
      }
    }
    if (values.isEmpty()) {
      throw new IOException(
          "nothing to choose between for %s (%s); --vary KEY=V1,V2 says what"
              .formatted(name, recipe));
    }
    return new Space(values);
  }

  private static Map<String, List<JsonNode>> possible(
      RunConfig config, String variation, Consumer<String> notes) throws IOException {
    int equals = variation.indexOf('=');
    String key = variation.substring(0, equals);
    var values = new ArrayList<JsonNode>();
    for (JsonNode value : Space.list(variation.substring(equals + 1))) {
      try {
        values.add(Space.bound(config, key, value));
      } catch (IOException impossible) {
        notes.accept("left out, " + impossible.getMessage());
      }
    }
    return values.size() < 2 ? Map.of() : Map.of(key, values);
  }
}
