package dev.grlm.io;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The whole lines of a file that only grows: what stands after the last line end is no line,
/// because whoever wrote it was stopped. For one thread.
public final class WholeLines implements Closeable {
  private final Path file;
  private final InputStream stream;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int place;
  private int filled;
  private long number;
  private long end;

  private WholeLines(Path file, InputStream stream) {
    this.file = file;
    this.stream = stream;
  }

  /// @throws IOException naming `file`, when it is missing
  public static WholeLines open(Path file) throws IOException {
    try {
      return new WholeLines(file, Files.newInputStream(file));
    } catch (NoSuchFileException missing) {
      throw new IOException(file + ": no such file", missing);
    }
  }

  /// The next line without its end, null after the last whole one.
  ///
  /// @throws IOException naming file and line, when it is not UTF-8
  public @Nullable String next() throws IOException {
    line.reset();
    while (true) {
      int from = place;
      while (place < filled && buffer[place] != '\n') {
        place++;
      }
      line.write(buffer, from, place - from);
      if (place < filled) {
        place++;
        number++;
        end += line.size() + 1L;
        return decoded(line.toByteArray());
      }
      filled = stream.read(buffer);
      place = 0;
      if (filled < 0) {
        filled = 0;
        return null;
      }
    }
  }

  private String decoded(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException broken) {
      throw new IOException(place() + ": not UTF-8", broken);
    }
  }

  /// `file:line`, for a message about the line that [#next] gave last; the first is 1.
  public String place() {
    return file + ":" + number;
  }

  /// Bytes up to the end of the line that [#next] gave last.
  public long end() {
    return end;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
