package dev.grlm.system;

import dev.grlm.data.Dataset;
import dev.grlm.io.RunListener;
import dev.grlm.process.ProcessSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One system's part of a run: what it was told, what it may read, and the folder that is its own.
/// Confined to one thread.
///
/// @param <S> the system's settings
/// @param system its name
/// @param recipe name of the chosen settings
/// @param settings those of the recipe, perhaps with single values changed
/// @param shared what holds for all systems
/// @param run files of the run
/// @param tables what the shared stages made
/// @param inputs what this fit was given beside its data
/// @param listener hears how long work goes on
public record SystemRun<S>(
    String system,
    String recipe,
    S settings,
    RunSettings shared,
    RunFolder run,
    RunTables tables,
    Inputs inputs,
    RunListener listener) {

  /// What a fit is given beside its data.
  ///
  /// @param identifiers to be taken as they are by a system whose identifiers are of that kind
  /// @param earlier folder of a run whose weights a training may start from
  /// @param process the place of this process among several that train together; empty for the only
  ///   one
  public record Inputs(
      Optional<Path> identifiers, Optional<Path> earlier, Optional<ProcessSettings> process) {
    public static final Inputs NONE =
        new Inputs(Optional.empty(), Optional.empty(), Optional.empty());

    public static Inputs identifiers(Path file) {
      return new Inputs(Optional.of(file), Optional.empty(), Optional.empty());
    }

    public static Inputs of(ProcessSettings process) {
      return new Inputs(Optional.empty(), Optional.empty(), Optional.of(process));
    }
  }

  /// The name of one of the system's stages.
  public String stage(String verb) {
    return system + "/" + verb;
  }

  /// The system's own folder.
  public Path folder() {
    return run.system(system);
  }

  public Path identifiers() {
    return run.identifiers(system);
  }

  public Path examples() {
    return folder().resolve("examples.jsonl");
  }

  public Path model() {
    return folder().resolve("model");
  }

  public Path training() {
    return folder().resolve("training");
  }

  /// How the training went.
  public Path curve() {
    return model().resolve("curve.json");
  }

  public Dataset dataset() throws IOException {
    return tables.dataset();
  }

  /// The files of the dataset that a training reads.
  public List<Path> datasetFiles() {
    return List.of(run.items(), run.interactions());
  }
}
