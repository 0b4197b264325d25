package dev.grlm.io;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Folders that are made anew, or no longer needed. Stateless.
public final class Folders {
  private Folders() {}

  /// With all that is in it, or the file that it is; nothing where there is none. Links are
  /// deleted, not what they lead to.
  public static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          delete(file);
        }
      }
    }
    Files.deleteIfExists(folder);
  }
}
