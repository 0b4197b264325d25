package dev.grlm.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/// One step of a run, from files to files: a value that says what it reads, what it writes and what
/// else it depends on. Whoever runs it does the work only where one of these has changed.
///
/// @param name in the manifest; a system's stages are called `SYSTEM/STAGE`
/// @param settings what the outputs depend on beside the inputs, as a value of JSON
/// @param inputs files that are read
/// @param outputs files that are written
public record Stage(String name, Settings settings, List<Path> inputs, Outputs outputs, Work work) {

  /// What a stage depends on; asked for when it is about to be run.
  @FunctionalInterface
  public interface Settings {
    /// @throws IOException in one line, when something it names cannot be read
    Object value() throws IOException;
  }

  /// What a stage has written; asked for when it has run.
  @FunctionalInterface
  public interface Outputs {
    List<Path> files();
  }

  /// The work of a stage.
  @FunctionalInterface
  public interface Work {
    /// @return what was dropped or noticed, by reason in words
    SortedMap<String, Long> run() throws IOException;
  }

  public Stage {
    inputs = List.copyOf(inputs);
  }

  /// With outputs that are known before.
  public static Stage of(
      String name, Object settings, List<Path> inputs, List<Path> outputs, Work work) {
    return new Stage(name, () -> settings, inputs, () -> outputs, work);
  }

  /// The name without the system's.
  public String verb() {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
