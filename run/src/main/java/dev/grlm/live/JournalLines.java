package dev.grlm.live;

import java.io.BufferedInputStream;
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

/// The whole lines of a journal: what stands after the last line end is no line, because it was cut
/// off while it was written. For one thread.
final class JournalLines implements Closeable {
  private final Path file;
  private final InputStream stream;
  private long number;
  private long end;

  private JournalLines(Path file, InputStream stream) {
    this.file = file;
    this.stream = stream;
  }

  static JournalLines open(Path file) throws IOException {
    try {
      return new JournalLines(file, new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    } catch (NoSuchFileException missing) {
      throw new IOException(file + ": no such file", missing);
    }
  }

  /// The next line without its end, null after the last whole one.
  @Nullable String next() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int one = stream.read(); one >= 0; one = stream.read()) {
      if (one == '\n') {
        number++;
        end += bytes.size() + 1L;
        return decoded(bytes.toByteArray());
      }
      bytes.write(one);
    }
    return null;
  }

  private String decoded(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException broken) {
      throw new IOException(file + ":" + number + ": not UTF-8", broken);
    }
  }

  /// Of the line that [#next] gave last; the first is 1.
  long number() {
    return number;
  }

  /// Bytes up to the end of that line.
  long end() {
    return end;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
