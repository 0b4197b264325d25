package dev.grlm.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Opens files of unknown origin: gzip is told by its first bytes, not by the name, every byte read
/// from the disk is reported, and data that unpacks to absurd sizes is refused.
public final class SourceStreams {
  /// What text reaches is 10 to 50, a log of equal lines several hundred; the limit of the packing
  /// is 1,032.
  static final int MOST_UNPACKED_PER_PACKED = 500;

  private static final long UNPACKED_WITHOUT_QUESTION = 64L << 20;
  private static final int BUFFER_BYTES = 1 << 16;

  private SourceStreams() {}

  /// The unpacked bytes of `file`; text in UTF-16 with a byte order mark comes as UTF-8. To be
  /// closed by the caller.
  ///
  /// @throws IOException naming `file`, when it is missing or broken
  public static InputStream open(Path file, Meter meter) throws IOException {
    return open(file, null, meter);
  }

  /// As [#open(Path, Meter)] for text in a charset that somebody named, which comes as UTF-8.
  ///
  /// @param charset or null: UTF-8, unless a byte order mark says otherwise
  @SuppressWarnings("resource") // handed to the caller, or closed where the header is broken
  static InputStream open(Path file, @Nullable Charset charset, Meter meter) throws IOException {
    Metered raw;
    try {
      raw = new Metered(file, Files.newInputStream(file), meter);
    } catch (NoSuchFileException missing) {
      throw new IOException(file + ": no such file", missing);
    }
    try {
      return decoded(unpacked(file, raw), charset);
    } catch (IOException broken) {
      raw.close();
      throw failure(file, broken);
    }
  }

  private static BufferedInputStream unpacked(Path file, Metered raw) throws IOException {
    var buffered = new BufferedInputStream(raw, BUFFER_BYTES);
    int first = two(buffered);
    return first == 0x1f8b
        ? new BufferedInputStream(
            new Unpacked(file, new GZIPInputStream(buffered, BUFFER_BYTES), raw), BUFFER_BYTES)
        : buffered;
  }

  private static InputStream decoded(BufferedInputStream stream, @Nullable Charset charset)
      throws IOException {
    if (charset != null) {
      return charset.equals(StandardCharsets.UTF_8) ? stream : new Utf8Bytes(stream, charset);
    }
    int mark = two(stream);
    return mark == 0xfffe || mark == 0xfeff
        ? new Utf8Bytes(stream, StandardCharsets.UTF_16)
        : stream;
  }

  /// The next two bytes, which stay; fewer where there are not so many.
  private static int two(BufferedInputStream stream) throws IOException {
    stream.mark(2);
    int two = stream.read() << 8 | stream.read();
    stream.reset();
    return two;
  }

  /// `broken` with the file's name and the trouble in words.
  public static IOException failure(Path file, IOException broken) {
    String message = String.valueOf(broken.getMessage());
    if (message.startsWith(file.toString())) {
      return broken;
    }
    return new IOException(file + ": " + reason(broken), broken);
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case EOFException _ -> "the gzip data ends too early";
      case ZipException broken -> "broken gzip data: " + broken.getMessage();
      case CharacterCodingException _ -> Reasons.NOT_UTF_8;
      default -> String.valueOf(failure.getMessage());
    };
  }

  /// The bytes as they lie on the disk.
  private static final class Metered extends FilterInputStream {
    private final Path file;
    private final Meter meter;
    private long bytes;

    Metered(Path file, InputStream stream, Meter meter) {
      super(stream);
      this.file = file;
      this.meter = meter;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
      int read = super.read(buffer, start, length);
      if (read > 0) {
        bytes += read;
        meter.read(file, buffer, start, read);
      }
      return read;
    }
  }

  /// Counts what comes out against what went in.
  private static final class Unpacked extends FilterInputStream {
    private final Path file;
    private final Metered packed;
    private long bytes;

    Unpacked(Path file, InputStream stream, Metered packed) {
      super(stream);
      this.file = file;
      this.packed = packed;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
      int read;
      try {
        read = super.read(buffer, start, length);
      } catch (IOException broken) {
        throw failure(file, broken);
      }
      bytes += Math.max(0, read);
      if (bytes > UNPACKED_WITHOUT_QUESTION && bytes / MOST_UNPACKED_PER_PACKED > packed.bytes) {
        throw new IOException(
            file
                + ": "
                + packed.bytes
                + " packed bytes give more than "
                + bytes
                + "; data that unpacks to more than "
                + MOST_UNPACKED_PER_PACKED
                + " times its size is not read");
      }
      return read;
    }
  }
}
