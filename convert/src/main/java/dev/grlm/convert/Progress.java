package dev.grlm.convert;

import dev.grlm.io.RunListener;
import dev.grlm.source.Meter;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts and fingerprints the bytes that are read, and tells a listener. For one thread.
final class Progress implements Meter {
  private static final long BETWEEN_REPORTS = 8L << 20;

  private final RunListener listener;
  private final long total;
  private final Map<Path, MessageDigest> digests = new LinkedHashMap<>();
  private long done;
  private long reported;

  /// @param total bytes of all files together
  Progress(RunListener listener, long total) {
    this.listener = listener;
    this.total = Math.max(1, total);
  }

  @Override
  public void read(Path file, byte[] buffer, int start, int length) {
    digests.computeIfAbsent(file, _ -> sha256()).update(buffer, start, length);
    done += length;
    if (done - reported >= BETWEEN_REPORTS) {
      reported = done;
      listener.progress("read", Math.min(done, total), total, "");
    }
  }

  /// SHA-256 of what was read, by file, lower case hexadecimal. Ends the counting.
  Map<Path, String> fingerprints() {
    var fingerprints = new LinkedHashMap<Path, String>();
    digests.forEach(
        (file, digest) -> fingerprints.put(file, HexFormat.of().formatHex(digest.digest())));
    return fingerprints;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
