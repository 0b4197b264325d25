package dev.grlm.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file of lines that only grows. A line is on the disk when [#append] returns; a last line
/// without its end is of a process that was killed while it wrote, and is cut off. One process at a
/// time. Thread-safe.
public final class LineLog implements Closeable {
  private final Path file;
  private final FileChannel channel;
  private final long cutBytes;

  /// Of the last whole line, in bytes.
  private long end;

  private LineLog(Path file, FileChannel channel, long end, long cutBytes) {
    this.file = file;
    this.channel = channel;
    this.end = end;
    this.cutBytes = cutBytes;
  }

  /// Takes one line of an opened log.
  @FunctionalInterface
  public interface Reader {
    /// @param place `file:line`, for messages
    /// @throws IOException when the line is broken; the log is then not opened
    void line(String line, String place) throws IOException;
  }

  /// Opens `file`, which is made where it is missing, with its folders.
  ///
  /// @param reader hears the whole lines in order
  /// @throws IOException in one line, when another process has it open or a line is broken
  public static LineLog open(Path file, Reader reader) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      lock(file, channel);
      long end = read(file, reader);
      long cut = channel.size() - end;
      channel.truncate(end);
      channel.position(end);
      return new LineLog(file, channel, end, cut);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static void lock(Path file, FileChannel channel) throws IOException {
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      locked = false;
    }
    if (!locked) {
      throw new IOException(file + ": the log is in use by another process");
    }
  }

  private static long read(Path file, Reader reader) throws IOException {
    try (var lines = WholeLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        reader.line(line, lines.place());
      }
      return lines.end();
    }
  }

  /// Adds one line.
  ///
  /// @param line without a line end in it
  /// @throws IOException naming the file, when it could not be written; the log is then as before
  public synchronized void append(String line) throws IOException {
    if (line.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a line end inside a line: '" + line + "'");
    }
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
      end = channel.position();
    } catch (IOException failure) {
      var named = new IOException(file + ": cannot write: " + FileReason.of(failure), failure);
      try {
        channel.truncate(end); // a later line must not follow half of this one
      } catch (IOException stuck) {
        named.addSuppressed(stuck);
      }
      throw named;
    }
  }

  /// Bytes of a half-written last line that were cut off when the log was opened.
  public long cutBytes() {
    return cutBytes;
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }
}
