package dev.grlm.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// A folder in one of the layouts that are read without conversion.
sealed interface InputFolder permits NativeFolder, GrlmFolder {
  /// The files that [#read] reads.
  List<Path> files();

  /// @throws IOException in one line naming file, line and value, when the input is broken
  Dataset read() throws IOException;

  /// As [#read] and, where the folder has no times but what lies between neighbouring events of a
  /// user, with times that count from the user's first event.
  default Dataset readGaps() throws IOException {
    return read();
  }

  /// The file `name` or `name.gz` of a folder, or null where there is neither.
  ///
  /// @param names of everything in the folder
  /// @throws IOException when there are both: which one is meant is not ours to guess
  static @Nullable Path plainOrPacked(Path folder, SortedSet<String> names, String name)
      throws IOException {
    boolean plain = names.contains(name);
    boolean packed = names.contains(name + ".gz");
    if (plain && packed) {
      throw new IOException(
          folder + ": holds both " + name + " and " + name + ".gz; take one of them away");
    }
    if (plain) {
      return folder.resolve(name);
    }
    return packed ? folder.resolve(name + ".gz") : null;
  }
}
