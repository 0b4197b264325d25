package dev.grlm.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.RunSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Everything a run is told: which systems it fits, what holds for all of them, and what each is
/// told. As JSON, the keys of the shared settings stand at the top, `systems` lists names, and
/// every system of the house has a group with its name, in which `recipe` names the settings that
/// the others were laid over. Immutable.
public final class RunConfig {
  private static final String SYSTEMS = "systems";
  private static final String RECIPE = "recipe";

  private final List<RecommenderSystem<?>> house;
  private final List<String> fitted;
  private final RunSettings shared;
  private final SequencedMap<String, Chosen<?>> chosen;

  private RunConfig(
      List<RecommenderSystem<?>> house,
      List<String> fitted,
      RunSettings shared,
      SequencedMap<String, Chosen<?>> chosen) {
    this.house = List.copyOf(house);
    this.fitted = List.copyOf(fitted);
    this.shared = shared;
    this.chosen = chosen;
  }

  /// The defaults: the first system of the list that learns, by its default recipe.
  ///
  /// @param house all systems there are
  public static RunConfig defaults(List<RecommenderSystem<?>> house) {
    var chosen = new LinkedHashMap<String, Chosen<?>>();
    for (RecommenderSystem<?> system : house) {
      if (chosen.put(system.name(), Chosen.byDefault(system)) != null) {
        throw new IllegalArgumentException("two systems are called '" + system.name() + "'");
      }
    }
    List<String> first =
        house.stream()
            .filter(system -> system.kind() == RowKind.SYSTEM)
            .map(RecommenderSystem::name)
            .limit(1)
            .toList();
    return new RunConfig(house, first, RunSettings.DEFAULT, chosen);
  }

  /// All systems there are, fitted or not.
  public List<RecommenderSystem<?>> house() {
    return house;
  }

  /// Names of the systems that are fitted, in the order in which they were asked for; the first
  /// answers by default.
  public List<String> fitted() {
    return fitted;
  }

  public RunSettings shared() {
    return shared;
  }

  /// The recipe of a system.
  public String recipe(String system) {
    return chosen(system).recipe();
  }

  /// What a system is told, for who knows its type.
  ///
  /// @throws IllegalArgumentException when there is no such system, or its settings are of another
  ///   type
  public <S extends Record> S settings(String system, Class<S> type) {
    Record settings = chosen(system).settings();
    if (!type.isInstance(settings)) {
      throw new IllegalArgumentException(
          "the settings of '%s' are %s, not %s"
              .formatted(system, settings.getClass().getSimpleName(), type.getSimpleName()));
    }
    return type.cast(settings);
  }

  /// @throws IllegalArgumentException naming the systems there are
  Chosen<?> chosen(String system) {
    Chosen<?> found = chosen.get(system);
    if (found == null) {
      throw new IllegalArgumentException(
          "no system is called '" + system + "'; there are " + chosen.keySet());
    }
    return found;
  }

  /// Fits these systems, in this order.
  ///
  /// @throws IllegalArgumentException naming one that there is not, or that cannot be fitted
  public RunConfig fitting(List<String> names) {
    for (String name : names) {
      if (chosen(name).system().kind() == RowKind.FLOOR) {
        throw new IllegalArgumentException(
            "'%s' learns nothing and is in every report; fit another system".formatted(name));
      }
    }
    List<String> ordered = List.copyOf(new LinkedHashSet<>(names));
    if (ordered.isEmpty()) {
      throw new IllegalArgumentException("no system to fit; there are " + chosen.keySet());
    }
    return new RunConfig(house, ordered, shared, chosen);
  }

  /// Fits these systems beside those that are fitted already.
  public RunConfig fittingAlso(List<String> names) {
    var all = new LinkedHashSet<>(fitted);
    all.addAll(names);
    return fitting(List.copyOf(all));
  }

  /// With the other systems that `run` fits, as they are there.
  RunConfig beside(RunConfig run) {
    var all = new LinkedHashMap<>(chosen);
    run.fitted().stream()
        .filter(name -> !fitted.contains(name))
        .forEach(name -> all.put(name, run.chosen(name)));
    return new RunConfig(house, fitted, shared, all).fittingAlso(run.fitted());
  }

  /// With other shared settings.
  public RunConfig with(RunSettings other) {
    return new RunConfig(house, fitted, other, chosen);
  }

  /// With another recipe of the one system that has it, or of all that have it: all values of the
  /// system become those of the recipe.
  ///
  /// @throws IllegalArgumentException naming the word and what it may be
  public RunConfig withRecipe(String recipe) {
    var changed = new LinkedHashMap<>(chosen);
    var known = new LinkedHashSet<String>();
    boolean found = false;
    for (String name : fitted) {
      known.addAll(chosen(name).system().recipes().keySet());
      Optional<Chosen<?>> other = withRecipe(chosen(name), recipe);
      other.ifPresent(choice -> changed.put(name, choice));
      found |= other.isPresent();
    }
    if (!found) {
      throw new IllegalArgumentException(
          "unknown preset '%s'; it is one of %s".formatted(recipe, List.copyOf(known)));
    }
    return new RunConfig(house, fitted, shared, changed);
  }

  /// The same systems and recipes with nothing changed: every value is what its recipe says.
  public RunConfig byRecipe() {
    var unchanged = new LinkedHashMap<String, Chosen<?>>();
    chosen.forEach((name, choice) -> unchanged.put(name, choice.unchanged()));
    return new RunConfig(house, fitted, RunSettings.DEFAULT, unchanged);
  }

  /// Values that are the same in both recipes keep what they were changed to.
  private static <S extends Record> Optional<Chosen<?>> withRecipe(
      Chosen<S> before, String recipe) {
    S settings = before.system().recipes().get(recipe);
    if (settings == null) {
      return Optional.empty();
    }
    boolean same = settings.equals(before.system().recipes().get(before.recipe()));
    return Optional.of(new Chosen<>(before.system(), recipe, same ? before.settings() : settings));
  }

  /// As JSON; [#of] is the inverse.
  public ObjectNode tree() {
    var tree = (ObjectNode) Json.tree(shared);
    tree.set(SYSTEMS, Json.tree(fitted));
    chosen.forEach((name, choice) -> {
      ObjectNode group = tree.putObject(name);
      group.put(RECIPE, choice.recipe());
      group.setAll((ObjectNode) Json.tree(choice.settings()));
    });
    return tree;
  }

  /// What [#tree] wrote, perhaps changed.
  ///
  /// @throws IllegalArgumentException as the binder, where a value does not fit
  public static RunConfig of(List<RecommenderSystem<?>> house, JsonNode tree) {
    ObjectNode top = (ObjectNode) tree.deepCopy();
    var fitted = new ArrayList<String>();
    top.path(SYSTEMS).forEach(name -> fitted.add(name.asText()));
    top.remove(SYSTEMS);
    var chosen = new LinkedHashMap<String, Chosen<?>>();
    for (RecommenderSystem<?> system : house) {
      JsonNode group = top.remove(system.name());
      chosen.put(system.name(), bound(system, group == null ? Json.object() : group));
    }
    RunSettings shared = Json.convert(top, RunSettings.class);
    return new RunConfig(house, List.of(), shared, chosen).fitting(fitted);
  }

  private static <S extends Record> Chosen<S> bound(RecommenderSystem<S> system, JsonNode group) {
    ObjectNode values = (ObjectNode) group.deepCopy();
    JsonNode named = values.remove(RECIPE);
    String recipe = named == null ? system.recipes().firstEntry().getKey() : named.asText();
    S first = system.recipes().firstEntry().getValue();
    @SuppressWarnings("unchecked") // all recipes of a system are of its one type
    var type = (Class<S>) first.getClass();
    try {
      return new Chosen<>(system, recipe, Json.convert(values, type));
    } catch (IllegalArgumentException wrong) {
      throw new SettingException(system.name(), wrong);
    }
  }

  /// The configuration that a run has stored; a key that is younger than the run has its default.
  ///
  /// @throws IOException in one line, when the run has a system that the house lacks
  static RunConfig stored(List<RecommenderSystem<?>> house, JsonNode config) throws IOException {
    ObjectNode tree = defaults(house).tree();
    for (JsonNode name : config.path(SYSTEMS)) {
      if (!tree.has(name.asText())) {
        throw new IOException(
            "the run has a system '%s', which this program does not know; it knows %s"
                .formatted(name.asText(), house.stream().map(RecommenderSystem::name).toList()));
      }
    }
    complete(tree, config);
    return of(house, tree);
  }

  private static void complete(ObjectNode defaults, JsonNode stored) {
    for (Map.Entry<String, JsonNode> entry : stored.properties()) {
      JsonNode known = defaults.get(entry.getKey());
      if (known instanceof ObjectNode inner && entry.getValue().isObject()) {
        complete(inner, entry.getValue());
      } else if (known != null) {
        defaults.set(entry.getKey(), entry.getValue());
      }
    }
  }

  /// Two are equal where they say the same as JSON.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RunConfig config && tree().equals(config.tree());
  }

  @Override
  public int hashCode() {
    return tree().hashCode();
  }

  /// A value of a system's group that does not fit.
  static final class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final String system;

    SettingException(String system, IllegalArgumentException cause) {
      super(cause.getMessage(), cause);
      this.system = system;
    }

    String system() {
      return system;
    }
  }
}
