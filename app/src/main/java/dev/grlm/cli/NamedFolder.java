package dev.grlm.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// A folder and what it is called: `NAME=DIR`, or as the folder itself.
///
/// @param name which a folder of results can have
record NamedFolder(String name, Path folder) {
  /// A folder with `=` in its path is taken for what it is where it exists.
  ///
  /// @throws IllegalArgumentException in one line, where the name cannot be that of a folder
  static NamedFolder of(String text) {
    int equals = text.indexOf('=');
    boolean named = equals > 0 && Files.notExists(Path.of(text));
    Path folder = Path.of(named ? text.substring(equals + 1) : text);
    String name =
        named
            ? text.substring(0, equals)
            : String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    if (name.isBlank() || name.contains("/") || name.startsWith(".")) {
      throw new IllegalArgumentException("'" + name + "' cannot be the name of a folder");
    }
    return new NamedFolder(name, folder);
  }
}
