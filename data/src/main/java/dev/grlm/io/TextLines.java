package dev.grlm.io;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The lines of a UTF-8 text file with their numbers; a name that ends in `.gz` is unpacked on the
/// way. Lines end at `\n` or `\r\n`; a byte order mark before the first line is skipped. For one
/// thread.
///
/// Lines are cut as bytes and decoded one by one, so that an error names the very line: a decoder
/// over the whole stream reads ahead.
public final class TextLines implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final InputStream stream;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteLines lines;

  private TextLines(Path file, InputStream stream) {
    this.file = file;
    this.stream = stream;
    this.lines = new ByteLines(stream, Integer.MAX_VALUE - 16);
  }

  /// @throws IOException naming `file`, when it is missing or is not what its suffix says
  public static TextLines open(Path file) throws IOException {
    return new TextLines(file, stream(file));
  }

  /// The bytes of `file`, unpacked when its name ends in `.gz`. To be closed by the caller.
  ///
  /// @throws IOException naming `file`, when it is missing or is not what its suffix says
  @SuppressWarnings("resource") // handed to the caller, or closed where the header is broken
  public static InputStream stream(Path file) throws IOException {
    InputStream plain;
    try {
      plain = Files.newInputStream(file);
    } catch (IOException failure) {
      throw new IOException(file + ": " + FileReason.of(failure), failure);
    }
    if (!file.toString().endsWith(".gz")) {
      return plain;
    }
    try {
      return new GZIPInputStream(plain, BUFFER_BYTES);
    } catch (IOException broken) {
      plain.close();
      throw new IOException(file + ": " + reason(broken), broken);
    }
  }

  /// The whole text of `file`, unpacked when its name ends in `.gz`, without a byte order mark.
  ///
  /// @throws IOException naming `file`, when it is missing, is not what its suffix says or is not
  ///   UTF-8
  public static String text(Path file) throws IOException {
    byte[] bytes;
    try (InputStream stream = stream(file)) {
      bytes = readAll(file, stream);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
    } catch (CharacterCodingException broken) {
      throw new IOException(file + ": " + reason(broken), broken);
    }
  }

  private static byte[] readAll(Path file, InputStream stream) throws IOException {
    try {
      return stream.readAllBytes();
    } catch (IOException failure) {
      throw new IOException(file + ": " + reason(failure), failure);
    }
  }

  /// Why reading failed, in words: the JDK's messages for gzip name neither the file nor the
  /// trouble.
  private static String reason(IOException failure) {
    return switch (failure) {
      case EOFException _ -> "the gzip data ends too early";
      case ZipException broken -> "broken gzip data: " + broken.getMessage();
      case CharacterCodingException _ -> "not UTF-8";
      default -> FileReason.of(failure);
    };
  }

  /// The next line without its end, or null after the last one.
  ///
  /// @throws IOException naming file and line, when it cannot be read or is not UTF-8
  public @Nullable String next() throws IOException {
    try {
      String line = decodedLine();
      return number() == 1 && line != null && line.indexOf(BYTE_ORDER_MARK) == 0
          ? line.substring(1)
          : line;
    } catch (IOException failure) {
      throw error(reason(failure), failure);
    }
  }

  private @Nullable String decodedLine() throws IOException {
    return lines.next() ? decoded(lines.bytes(), lines.from(), lines.to()) : null;
  }

  private String decoded(byte[] bytes, int from, int to) throws CharacterCodingException {
    return decoder.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
  }

  /// The line that [#next] gave last; the first is 1.
  public long number() {
    return lines.number();
  }

  /// `file:line`, for a message about the line that [#next] gave last.
  public String place() {
    return file + ":" + number();
  }

  /// What is wrong with the line that [#next] gave last, to be thrown.
  public IOException error(String message) {
    return new IOException(place() + ": " + message);
  }

  /// As [#error(String)] with what led to it.
  public IOException error(String message, Throwable cause) {
    return new IOException(place() + ": " + message, cause);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
