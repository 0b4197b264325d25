package dev.grlm.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The beginning of a file, by which its format is told. Immutable.
///
/// @param file where it lies
/// @param start its first unpacked bytes as ISO 8859-1, at most [#BYTES]: every byte is a character
/// @param lines the whole lines among them as UTF-8 (broken parts replaced), without a byte order
///   mark; the last one may be cut where the file has no line end so soon
/// @param partition what the folders above it say that are named `key=value`, outermost first
public record Head(Path file, String start, List<String> lines, Map<String, String> partition) {
  /// How much of a file is looked at.
  public static final int BYTES = 1 << 18;

  private static final int MOST_LINES = 100;

  public Head {
    lines = List.copyOf(lines);
    partition = Collections.unmodifiableMap(new LinkedHashMap<>(partition));
  }

  /// @throws IOException naming `file`, when it cannot be read
  public static Head of(Path file) throws IOException {
    return of(file, null, Map.of());
  }

  /// The head of text in `charset`, or null: told by the content.
  static Head of(Path file, @Nullable Charset charset, Map<String, String> partition)
      throws IOException {
    byte[] bytes;
    try (InputStream stream = SourceStreams.open(file, charset, Meter.SILENT)) {
      bytes = stream.readNBytes(BYTES);
    } catch (IOException broken) {
      throw SourceStreams.failure(file, broken);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    String start = new String(bytes, StandardCharsets.ISO_8859_1);
    return new Head(
        file,
        start,
        lines(text.startsWith("\uFEFF") ? text.substring(1) : text, bytes.length == BYTES),
        partition);
  }

  private static List<String> lines(String text, boolean cut) {
    var lines = new ArrayList<String>();
    text.lines().limit(MOST_LINES).forEach(lines::add);
    if (cut && lines.size() > 1 && lines.size() < MOST_LINES) {
      lines.removeLast();
    }
    return lines;
  }

  /// File name without a folder and without `.gz`.
  public String name() {
    return name(file);
  }

  static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }

  /// Whether lines end in carriage returns alone, as forty years ago.
  boolean hasLoneReturns() {
    return start.indexOf('\r') >= 0 && start.indexOf('\n') < 0 && start.length() < BYTES;
  }

  /// The first line, or an empty one.
  public String first() {
    return lines.isEmpty() ? "" : lines.getFirst();
  }
}
