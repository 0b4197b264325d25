package dev.grlm.source;

import dev.grlm.io.ByteLines;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lines of a text file of unknown origin. A line that is too long or is not in the file's
/// charset goes to the sink as a fault and is passed over. A byte order mark is skipped. For one
/// thread.
public final class SourceLines implements Closeable {
  /// Longest line that is taken, in bytes.
  public static final int LONGEST = 16 << 20;

  private final Path file;
  private final Charset charset;
  private final InputStream stream;
  private final ByteLines lines;
  private final Sink sink;

  private SourceLines(Path file, Charset charset, InputStream stream, Sink sink) {
    this.file = file;
    this.charset = charset;
    this.stream = stream;
    this.lines = new ByteLines(stream, LONGEST);
    this.sink = sink;
  }

  /// The lines of `file` in UTF-8.
  ///
  /// @param sink gets a fault for every line that cannot be given
  /// @throws IOException naming `file`, when it is missing or broken
  public static SourceLines open(Path file, Sink sink, Meter meter) throws IOException {
    return open(file, StandardCharsets.UTF_8, sink, meter);
  }

  /// As [#open(Path, Sink, Meter)] for files of another time.
  public static SourceLines open(Path file, Charset charset, Sink sink, Meter meter)
      throws IOException {
    return new SourceLines(file, charset, SourceStreams.open(file, meter), sink);
  }

  /// The next line without its end, or null after the last one.
  ///
  /// @throws IOException naming the file, when it is cut short or its packing is broken, or the
  ///   sink does not want to go on
  public @Nullable String next() throws IOException {
    while (advance()) {
      if (lines.tooLong()) {
        fault("line", "", Reasons.TOO_LONG);
        continue;
      }
      String line = new String(lines.bytes(), lines.from(), lines.to() - lines.from(), charset);
      if (line.indexOf('\uFFFD') >= 0 && !decodes()) {
        fault("line", line, Reasons.NOT_UTF_8);
        continue;
      }
      return lines.number() == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
    }
    return null;
  }

  private boolean advance() throws IOException {
    try {
      return lines.next();
    } catch (IOException broken) {
      throw SourceStreams.failure(file, broken);
    }
  }

  /// Whether U+FFFD was in the file itself.
  private boolean decodes() {
    try {
      charset
          .newDecoder()
          .decode(ByteBuffer.wrap(lines.bytes(), lines.from(), lines.to() - lines.from()));
      return true;
    } catch (CharacterCodingException broken) {
      return false;
    }
  }

  /// Reports something in the present line.
  public void fault(String column, String value, String reason) throws IOException {
    sink.fault(new Fault(file, lines.number(), column, value, reason));
  }

  /// The present line's number; the first is 1.
  public long number() {
    return lines.number();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
