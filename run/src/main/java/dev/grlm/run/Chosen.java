package dev.grlm.run;

import dev.grlm.io.RunListener;
import dev.grlm.system.Coded;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// A system with the settings it was given. Immutable.
///
/// @param <S> the system's settings
/// @param recipe name of the settings that single values were laid over
record Chosen<S extends Record>(RecommenderSystem<S> system, String recipe, S settings) {
  Chosen {
    if (!system.recipes().containsKey(recipe)) {
      throw new IllegalArgumentException(
          "unknown recipe '%s' of %s; it is one of %s"
              .formatted(recipe, system.name(), system.recipes().keySet()));
    }
  }

  /// With the system's default recipe.
  static <S extends Record> Chosen<S> byDefault(RecommenderSystem<S> system) {
    String recipe = system.recipes().firstEntry().getKey();
    return new Chosen<>(system, recipe, system.recipes().firstEntry().getValue());
  }

  /// As the recipe says.
  Chosen<S> unchanged() {
    return new Chosen<>(
        system, recipe, Objects.requireNonNull(system.recipes().get(recipe), recipe));
  }

  /// What its answers hang on beside its files.
  Map<String, Object> asked() {
    return system.asked(recipe, settings);
  }

  SystemRun<S> in(
      RunFolder folder,
      RunSettings shared,
      RunTables tables,
      SystemRun.Inputs inputs,
      RunListener listener) {
    return new SystemRun<>(
        system.name(), recipe, settings, shared, folder, tables, inputs, listener);
  }

  /// The system in one run, with its settings bound.
  Bound bound(SystemRun<S> run) {
    return new Bound(
        system.name(),
        () -> system.require(run),
        () -> system.stages(run),
        () -> system.coded(run),
        () -> system.words(run),
        opened -> system.open(run, opened));
  }

  /// What a run does with a system, whatever its settings are.
  record Bound(
      String name,
      Requiring require,
      Staging stages,
      Supplier<Optional<Coded>> coded,
      Supplier<Optional<Path>> words,
      Opening open) {
    interface Requiring {
      void run() throws IOException;
    }

    interface Staging {
      List<Stage> list();
    }

    interface Opening {
      FittedSystem open(List<FittedSystem> opened) throws IOException;
    }
  }
}
