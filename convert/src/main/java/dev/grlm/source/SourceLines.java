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

  /// As [#open(Path, Sink, Meter)] for text in a charset that somebody named.
  ///
  /// @param charset or null: UTF-8, unless a byte order mark says otherwise
  static SourceLines decoded(Path file, @Nullable Charset charset, Sink sink, Meter meter)
      throws IOException {
    return new SourceLines(
        file, StandardCharsets.UTF_8, SourceStreams.open(file, charset, meter), sink);
  }

  /// As [#open(Path, Sink, Meter)] for files of another time.
  public static SourceLines open(Path file, Charset charset, Sink sink, Meter meter)
      throws IOException {
    return new SourceLines(file, charset, SourceStreams.open(file, meter), sink);
  }

  /// A line, whether it can be taken or not.
  ///
  /// @param text without its end, and without a byte order mark; empty where the line is too long,
  ///   with U+FFFD where it is not in the charset
  /// @param trouble why it cannot be taken, or null
  record Line(long number, String text, @Nullable String trouble) {}

  /// The next line without its end, or null after the last one.
  ///
  /// @throws IOException naming the file, when it is cut short or its packing is broken, or the
  ///   sink does not want to go on
  public @Nullable String next() throws IOException {
    for (Line line = line(); line != null; line = line()) {
      if (line.trouble == null) {
        return line.text;
      }
      fault("line", line.text, line.trouble);
    }
    return null;
  }

  /// The next line, or null after the last one. Nothing goes to the sink.
  ///
  /// @throws IOException naming the file, when it is cut short or its packing is broken
  @Nullable Line line() throws IOException {
    if (!advance()) {
      return null;
    }
    if (lines.tooLong()) {
      return new Line(lines.number(), "", Reasons.TOO_LONG);
    }
    String line = new String(lines.bytes(), lines.from(), lines.to() - lines.from(), charset);
    boolean marked = lines.number() == 1 && line.startsWith("\uFEFF");
    String trouble = line.indexOf('\uFFFD') < 0 || decodes() ? null : Reasons.NOT_UTF_8;
    return new Line(lines.number(), marked ? line.substring(1) : line, trouble);
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
