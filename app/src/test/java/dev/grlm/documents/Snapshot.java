package dev.grlm.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What a folder held at one time, hidden files aside.
///
/// @param kept where it is kept
record Snapshot(Path folder, Path kept) {
  void take() throws IOException {
    copy(folder, kept);
  }

  /// Brings the folder back to what was kept.
  void restore() throws IOException {
    for (Path place : visible(folder)) {
      delete(place);
    }
    copy(kept, folder);
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path place : visible(from)) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.toList()) {
          Path copy = to.resolve(from.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static List<Path> visible(Path folder) throws IOException {
    try (Stream<Path> places = Files.list(folder)) {
      return places.filter(place -> !place.getFileName().toString().startsWith(".")).toList();
    }
  }

  private static void delete(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
