package dev.grlm.experiment;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files in two folders that take the place of one. Nothing in a run is changed where it lies: what
/// is written anew takes another's name when it is whole, so that the other folder keeps its own.
final class LinkedFiles {
  private LinkedFiles() {}

  /// @param to not there yet; its folder is made
  static void link(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try {
      Files.createLink(to, from);
    } catch (FileSystemException | UnsupportedOperationException noLinks) {
      Files.copy(from, to);
    }
  }
}
