package dev.grlm.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells a [Meter] of a file that somebody else reads, and not from one end to the other: all its
/// bytes once, in their order, as far as the share of the rows that have come. For one thread.
final class PacedBytes implements Closeable {
  private static final int ROWS_AT_ONCE = 4096;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final long rows;
  private final Meter meter;
  private final InputStream stream;
  private final long size;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long row;
  private long told;

  /// @param rows how many the file says it has
  PacedBytes(Path file, long rows, Meter meter) throws IOException {
    this.file = file;
    this.rows = Math.max(1, rows);
    this.meter = meter;
    this.size = Files.size(file);
    this.stream = Files.newInputStream(file);
  }

  /// The next row has come; its number, from 1.
  long row() throws IOException {
    row++;
    if (row % ROWS_AT_ONCE == 0) {
      tell((long) (size * Math.min(1, (double) row / rows)));
    }
    return row;
  }

  /// There are no more rows.
  void finish() throws IOException {
    tell(Long.MAX_VALUE);
  }

  private void tell(long until) throws IOException {
    while (told < until) {
      int read;
      try {
        read = stream.read(buffer, 0, (int) Math.min(buffer.length, until - told));
      } catch (IOException broken) {
        throw SourceStreams.failure(file, broken);
      }
      if (read < 0) {
        return;
      }
      told += read;
      meter.read(file, buffer, 0, read);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
