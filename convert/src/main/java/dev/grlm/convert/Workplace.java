package dev.grlm.convert;

import dev.grlm.io.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A temporary folder beside the result, in which everything is made; the result appears by one
/// rename, and the rest is deleted, whatever happens. What a killed process left is deleted by the
/// next one.
final class Workplace implements AutoCloseable {
  private final Path out;
  private final Path folder;

  private Workplace(Path out, Path folder) {
    this.out = out;
    this.folder = folder;
  }

  /// @param replace whether a result that is there may go
  static Workplace beside(Path target, boolean replace) throws IOException {
    Path out = target.toAbsolutePath().normalize();
    Path parent = out.getParent();
    if (parent == null) {
      throw new IOException("cannot write " + target + ": it is not a folder name");
    }
    if (occupied(out) && !(replace && Files.isRegularFile(out.resolve(Conversion.RECORD)))) {
      throw new IOException(
          target
              + " exists already"
              + (replace ? " and was not made by a conversion" : "; --replace overwrites it"));
    }
    Files.createDirectories(parent);
    String prefix = "." + out.getFileName() + ".";
    removeLeftOvers(parent, prefix);
    return new Workplace(
        out,
        Files.createDirectory(parent.resolve(prefix + ProcessHandle.current().pid() + ".tmp")));
  }

  /// A folder of which nothing will be left.
  static Workplace forNothing(Path parent) throws IOException {
    Files.createDirectories(parent);
    Path folder = Files.createTempDirectory(parent, "grlm-convert");
    return new Workplace(folder.resolve("out"), folder);
  }

  private static boolean occupied(Path out) throws IOException {
    if (!Files.isDirectory(out)) {
      return Files.exists(out);
    }
    try (Stream<Path> entries = Files.list(out)) {
      return entries.findAny().isPresent();
    }
  }

  private static void removeLeftOvers(Path parent, String prefix) throws IOException {
    var pattern = Pattern.compile(Pattern.quote(prefix) + "(\\d+)\\.tmp");
    List<Path> entries;
    try (Stream<Path> all = Files.list(parent)) {
      entries = all.toList();
    }
    for (Path entry : entries) {
      Matcher match = pattern.matcher(String.valueOf(entry.getFileName()));
      if (match.matches() && ProcessHandle.of(Long.parseLong(match.group(1))).isEmpty()) {
        Folders.delete(entry);
      }
    }
  }

  Path database() {
    return folder.resolve("database");
  }

  /// Where the result is made.
  Path result() throws IOException {
    return Files.createDirectories(folder.resolve("result"));
  }

  /// Puts the result in its place.
  void publish() throws IOException {
    if (Files.exists(out)) {
      Files.move(out, folder.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(result(), out, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    Folders.delete(folder);
  }
}
