package dev.grlm.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The beginning of a file, by which its format is told. Immutable.
///
/// @param file where it lies
/// @param start its first unpacked bytes as ISO 8859-1, at most [#BYTES]: every byte is a character
/// @param lines the whole lines among them as UTF-8 (broken parts replaced), without a byte order
///   mark; the last one may be cut where the file has no line end so soon
public record Head(Path file, String start, List<String> lines) {
  /// How much of a file is looked at.
  public static final int BYTES = 1 << 18;

  private static final int MOST_LINES = 100;

  public Head {
    lines = List.copyOf(lines);
  }

  /// @throws IOException naming `file`, when it cannot be read
  public static Head of(Path file) throws IOException {
    byte[] bytes;
    try (InputStream stream = SourceStreams.open(file, Meter.SILENT)) {
      bytes = stream.readNBytes(BYTES);
    } catch (IOException broken) {
      throw SourceStreams.failure(file, broken);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    String start = new String(bytes, StandardCharsets.ISO_8859_1);
    return new Head(
        file,
        start,
        lines(text.startsWith("\uFEFF") ? text.substring(1) : text, bytes.length == BYTES));
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
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }

  /// The first line, or an empty one.
  public String first() {
    return lines.isEmpty() ? "" : lines.getFirst();
  }
}
