package dev.grlm.systems.grlm;

import dev.grlm.system.RunSettings;
import dev.grlm.systems.grlm.checkpoint.CheckpointModel;
import dev.grlm.systems.grlm.flat.FlatModel;
import dev.grlm.systems.grlm.model.TermModel;
import dev.grlm.systems.grlm.small.SmallModel;
import java.util.List;

/// A recipe of GRLM: a name and the language model that it stands for.
record GrlmRecipe(String name, Making making) {
  /// All recipes, the default first.
  static final List<GrlmRecipe> ALL =
      List.of(
          new GrlmRecipe("small", (own, run) -> new SmallModel(own.small(), run)),
          new GrlmRecipe("flat", (own, run) -> new FlatModel(own.flat(), run)),
          new GrlmRecipe("qwen3", (own, run) -> new CheckpointModel("qwen3", own.qwen3(), run)),
          new GrlmRecipe(
              "qwen3-parity",
              (own, run) -> new CheckpointModel("qwen3-parity", own.qwen3Parity(), run)));

  /// Makes the model from the settings it is told.
  @FunctionalInterface
  interface Making {
    TermModel model(GrlmSettings own, RunSettings run);
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
