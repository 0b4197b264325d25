package dev.grlm.stage;

import dev.grlm.io.FileReason;
import dev.grlm.io.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// SHA-256 of files, each read once as long as it looks as it did: a model of gigabytes is an input
/// of one stage, an output of another, and opened after both. Confined to one thread.
final class FileSums {
  private final Map<Path, Seen> seen = new HashMap<>();

  /// How a file looked when it was read.
  ///
  /// @param key of the file system, another one where a file was replaced by another; null where
  ///   there is none
  private record Look(long size, FileTime modified, @Nullable Object key) {
    static Look of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Look(now.size(), now.lastModifiedTime(), now.fileKey());
    }
  }

  private record Seen(Look look, String sum) {}

  /// As [Fingerprint#sha256].
  String of(Path file) throws IOException {
    Look now = look(file);
    Seen before = seen.get(file);
    if (before == null || !before.look().equals(now)) {
      before = new Seen(now, Fingerprint.sha256(file));
      seen.put(file, before);
    }
    return before.sum();
  }

  /// Reads it again the next time: it was written, and may look as before where times are coarse.
  void forget(Path file) {
    seen.remove(file);
  }

  /// Bytes that [#of] would read.
  long unread(Path file) throws IOException {
    Look now = look(file);
    Seen before = seen.get(file);
    return before != null && before.look().equals(now) ? 0 : now.size();
  }

  private static Look look(Path file) throws IOException {
    try {
      return Look.of(file);
    } catch (IOException failure) {
      throw new IOException(file + ": " + FileReason.of(failure), failure);
    }
  }

  /// As [Fingerprint#byName].
  SequencedMap<String, String> byName(List<Path> files) throws IOException {
    var sums = new LinkedHashMap<Path, String>();
    for (Path file : files) {
      sums.put(file, of(file));
    }
    return Fingerprint.named(files, sums);
  }
}
