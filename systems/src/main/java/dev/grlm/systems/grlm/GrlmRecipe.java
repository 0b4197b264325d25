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
/// @param own what a search varies of those
record GrlmRecipe(String name, String group, List<String> own, Making making) {
  /// All recipes, the default first.
  static final List<GrlmRecipe> ALL =
      List.of(
          new GrlmRecipe(
              "small",
              "small",
              GrlmVariations.SMALL,
              (own, run) -> new SmallModel(own.small(), run)),
          new GrlmRecipe(
              "flat", "flat", GrlmVariations.FLAT, (own, run) -> new FlatModel(own.flat(), run)),
          new GrlmRecipe(
              "qwen3",
              "qwen3",
              GrlmVariations.CHECKPOINT,
              (own, run) -> new CheckpointModel("qwen3", own.qwen3(), run)),
          new GrlmRecipe(
              "qwen3-parity",
              "qwen3Parity",
              GrlmVariations.CHECKPOINT,
              (own, run) -> new CheckpointModel("qwen3-parity", own.qwen3Parity(), run)));

  /// Makes the model from the settings it is told.
  @FunctionalInterface
  interface Making {
    TermModel model(GrlmSettings own, RunSettings run);
  }

  /// With the group before each key.
  List<String> variations() {
    return own.stream().map(variation -> group + "." + variation).toList();
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
