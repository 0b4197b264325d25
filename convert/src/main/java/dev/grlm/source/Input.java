package dev.grlm.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A file or folder that somebody wants converted, with the head of each of its files.
///
/// @param path what was named
/// @param heads of the file, or of the regular files in the folder by name; hidden ones and
///   `README*` are left out, sub-folders are not entered
/// @param columns what the user said of columns, for tables
public record Input(Path path, List<Head> heads, Columns columns) {
  public Input {
    heads = List.copyOf(heads);
  }

  /// @throws IOException naming `path`, when it is missing or cannot be read
  public static Input of(Path path, Columns columns) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException(path + ": no such file or folder");
    }
    var heads = new ArrayList<Head>();
    for (Path file : Files.isDirectory(path) ? inside(path) : List.of(path)) {
      heads.add(Head.of(file));
    }
    return new Input(path, heads, columns);
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Input::counts).sorted().toList();
    }
  }

  private static boolean counts(Path file) {
    String name = String.valueOf(file.getFileName());
    return Files.isRegularFile(file) && !name.startsWith(".") && !name.startsWith("README");
  }

  /// The heads that fulfil `condition`, by name.
  public List<Head> where(Predicate<Head> condition) {
    return heads.stream().filter(condition).toList();
  }
}
