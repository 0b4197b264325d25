package dev.grlm.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// Tells whether a file is the one that a result was made from.
public final class Fingerprint {
  private static final int BUFFER_BYTES = 1 << 16;

  private Fingerprint() {}

  /// SHA-256 of the bytes of `file` as they lie on the disk (a `.gz` is not unpacked), as 64 lower
  /// case hexadecimal digits. Memory does not grow with the file.
  ///
  /// @throws IOException naming `file`, when it is missing or cannot be read
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException failure) {
      throw new IOException(file + ": " + FileReason.of(failure), failure);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// SHA-256 of a text in UTF-8.
  public static String sha256(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// [#sha256(Path)] of each file by its name, in order. A name that comes twice is numbered.
  public static SequencedMap<String, String> byName(List<Path> files) throws IOException {
    var sums = new LinkedHashMap<Path, String>();
    for (Path file : files) {
      sums.put(file, sha256(file));
    }
    return named(files, sums);
  }

  /// As [#byName], of files whose sums are known.
  public static SequencedMap<String, String> named(List<Path> files, Map<Path, String> sums) {
    var hashes = new LinkedHashMap<String, String>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      String key = hashes.containsKey(name) ? name + " (" + (hashes.size() + 1) + ")" : name;
      hashes.put(key, Objects.requireNonNull(sums.get(file)));
    }
    return hashes;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
