package dev.grlm.source;

import java.nio.file.Path;

/// Hears of every byte that is read, as it lies on the disk.
@FunctionalInterface
public interface Meter {
  /// Hears nothing.
  Meter SILENT = (_, _, _, _) -> {};

  /// @param file what is being read
  /// @param buffer its next bytes, from `start` for `length`; not to be kept or changed
  void read(Path file, byte[] buffer, int start, int length);
}
