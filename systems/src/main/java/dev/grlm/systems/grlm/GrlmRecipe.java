package dev.grlm.systems.grlm;

import dev.grlm.system.RunSettings;
import dev.grlm.systems.grlm.checkpoint.CheckpointModel;
import dev.grlm.systems.grlm.flat.FlatModel;
import dev.grlm.systems.grlm.model.TermModel;
import dev.grlm.systems.grlm.small.SmallModel;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A recipe of GRLM: a name and the language model that it stands for.
///
/// @param group of the settings that are its own
record GrlmRecipe(String name, String group, Making making) {
  /// All recipes, the default first.
  static final List<GrlmRecipe> ALL =
      List.of(
          new GrlmRecipe("small", "small", (own, run) -> new SmallModel(own.small(), run)),
          new GrlmRecipe("flat", "flat", (own, run) -> new FlatModel(own.flat(), run)),
          new GrlmRecipe(
              "qwen3", "qwen3", (own, run) -> new CheckpointModel("qwen3", own.qwen3(), run)),
          new GrlmRecipe(
              "qwen3-parity",
              "qwen3Parity",
              (own, run) -> new CheckpointModel("qwen3-parity", own.qwen3Parity(), run)));

  /// Makes the model from the settings it is told.
  @FunctionalInterface
  interface Making {
    TermModel model(GrlmSettings own, RunSettings run);
  }

  /// Groups that a recipe does not read. To be added to by the caller.
  static Set<String> groupsOfOthers(String name) {
    var groups = new TreeSet<String>();
    ALL.forEach(recipe -> groups.add(recipe.group()));
    groups.remove(named(name).group());
    return groups;
  }

  /// @throws IllegalArgumentException naming the word and what it may be
  static GrlmRecipe named(String name) {
    return ALL.stream()
        .filter(recipe -> recipe.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown recipe '%s'; it is one of %s"
                    .formatted(name, ALL.stream().map(GrlmRecipe::name).toList())));
  }
}
