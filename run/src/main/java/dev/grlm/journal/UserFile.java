package dev.grlm.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Records of users and calls in the order of their hashes: a look-up is a binary search in memory,
/// one in a block of the index and one record, so mostly two reads, whatever the size. Read and not
/// mapped: under a page of a mapping that a disk does not give, the whole JVM waits with the thread
/// that asked. Never changed once it is written. Every record has a checksum of itself and its
/// place. Thread-safe; whoever looks something up after it was closed gets an
/// [IllegalStateException], and who does so meanwhile ends in peace. No thread that reads may be
/// interrupted, which would close the file for all.
final class UserFile implements AutoCloseable {
  /// An entry of the index: hash and offset.
  private static final int ENTRY = 16;

  /// Records of whose hashes the first is in memory.
  private static final int BLOCK = 64;

  private static final int AHEAD = 1 << 16;

  /// What is read at once of a record whose length is not known: most are shorter.
  private static final int RECORD = 512;

  private final Path file;
  private final Disk disk;
  private final FileChannel channel;
  private final long size;
  private final long seed;
  private final long indexAt;
  private final int records;
  private final long events;
  private final long[] firsts;

  /// One for each look-up under way, and one until it is closed. Who ends last closes the channel:
  /// done earlier, that would end the others' reads.
  private final AtomicInteger uses = new AtomicInteger(1);

  private final AtomicBoolean closed = new AtomicBoolean();

  private UserFile(Path file, Disk disk, FileChannel channel) throws IOException {
    this.file = file;
    this.disk = disk;
    this.channel = channel;
    this.size = channel.size();
    long end = size - UserFileWriter.FOOTER;
    if (end < UserFileWriter.HEADER) {
      throw new IOException(file + ": no file of users, or its end is missing");
    }
    ByteBuffer header = read(0, UserFileWriter.HEADER);
    ByteBuffer footer = read(end, UserFileWriter.FOOTER);
    if (header.getLong() != UserFileWriter.MAGIC || footer.getLong(32) != UserFileWriter.MAGIC) {
      throw new IOException(file + ": no file of users, or its end is missing");
    }
    this.seed = header.getLong();
    this.indexAt = footer.getLong(0);
    long count = footer.getLong(8);
    this.events = footer.getLong(16);
    this.records = (int) count;
    boolean sound =
        footer.getInt(28) == UserFileWriter.sum(seed, count, footer.slice(0, 28))
            && indexAt >= UserFileWriter.HEADER
            && indexAt + ENTRY * count == end;
    if (!sound) {
      throw new IOException(file + ": its index was altered");
    }
    this.firsts = new long[(records + BLOCK - 1) / BLOCK];
    if (footer.getInt(24) != readIndex()) {
      throw new IOException(file + ": its index was altered");
    }
  }

  private int readIndex() throws IOException {
    var crc = new CRC32C();
    for (int place = 0; place < records; place += AHEAD / ENTRY) {
      int some = Math.min(AHEAD / ENTRY, records - place);
      ByteBuffer part = read(indexAt + (long) ENTRY * place, ENTRY * some);
      crc.update(part.duplicate());
      for (int one = 0; one < some; one += BLOCK) {
        firsts[(place + one) / BLOCK] = part.getLong(ENTRY * one);
      }
    }
    return (int) crc.getValue();
  }

  /// @throws NoSuchFileException when it is missing
  /// @throws IOException in one line, when it is no such file
  @SuppressWarnings("MustBeClosedChecker") // closed with the file
  static UserFile open(Path file, Disk disk) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new UserFile(file, disk, channel);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private ByteBuffer read(long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (disk.read(channel, bytes, offset + bytes.position()) < 0) {
        throw new EOFException(file + ": it was cut off");
      }
    }
    return bytes.flip();
  }

  Path file() {
    return file;
  }

  String name() {
    return String.valueOf(file.getFileName());
  }

  int records() {
    return records;
  }

  long events() {
    return events;
  }

  long size() {
    return size;
  }

  /// A part of the file that was read at once.
  private final class Window {
    private final int ahead;
    private final long end;
    private long from;
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    /// @param ahead bytes that are read where fewer are asked for
    /// @param end of what it is to read
    Window(int ahead, long end) {
      this.ahead = ahead;
      this.end = end;
    }

    ByteBuffer at(long offset, int length) throws IOException {
      if (offset < from || offset + length > from + bytes.limit()) {
        bytes = read(offset, (int) Math.min(Math.max(length, ahead), end - offset));
        from = offset;
      }
      return bytes.slice((int) (offset - from), length);
    }
  }

  /// Reads records, best in their order. For one thread, as long as the file is not closed.
  final class Records {
    private final Window index;
    private final Window bodies;

    private Records(int aheadOfIndex, int aheadOfBodies) {
      this.index = new Window(aheadOfIndex, size - UserFileWriter.FOOTER);
      this.bodies = new Window(aheadOfBodies, indexAt);
    }

    private long hash(int place) throws IOException {
      return index.at(indexAt + (long) ENTRY * place, ENTRY).getLong(0);
    }

    /// @throws IOException naming file and record, when the record is not the one that was written
    UserRecord at(int place) throws IOException {
      ByteBuffer entry = index.at(indexAt + (long) ENTRY * place, ENTRY);
      long hash = entry.getLong();
      long offset = entry.getLong();
      if (offset < UserFileWriter.HEADER || offset > indexAt - 8) {
        throw altered(place);
      }
      ByteBuffer head = bodies.at(offset, 8);
      int length = head.getInt();
      if (length < 0 || length > indexAt - offset - 8) {
        throw altered(place); // before so much memory is asked for
      }
      ByteBuffer rest = bodies.at(offset + 8, length);
      if (head.getInt() != UserFileWriter.sum(seed, place, rest.duplicate())) {
        throw altered(place);
      }
      try {
        byte kind = rest.get();
        byte[] id = new byte[rest.getInt()];
        rest.get(id);
        long last = rest.getLong();
        int count = rest.getInt();
        byte[] body = new byte[rest.remaining()];
        rest.get(body);
        return new UserRecord(hash, kind, id, last, count, body);
      } catch (BufferUnderflowException | NegativeArraySizeException broken) {
        throw altered(place);
      }
    }
  }

  /// All records, from the first to the last; for the thread that closes the file.
  Records inOrder() {
    return new Records(AHEAD, AHEAD);
  }

  private IOException altered(int place) {
    return new IOException(
        file + ": record " + (place + 1) + ": the checksum is another, the record was altered");
  }

  /// @throws IllegalStateException when it is closed
  @Nullable UserRecord find(long hash, byte kind, byte[] id) throws IOException {
    begin();
    try {
      return found(hash, kind, id);
    } finally {
      end();
    }
  }

  private void begin() {
    // Look-ups that follow each other closely would keep it open for ever.
    if (closed.get() || uses.getAndUpdate(now -> now == 0 ? 0 : now + 1) == 0) {
      throw new IllegalStateException(file + ": closed");
    }
  }

  private void end() {
    if (uses.decrementAndGet() == 0) {
      try {
        channel.close();
      } catch (IOException _) {
        // nothing was written to it, so that nothing is lost
      }
    }
  }

  private @Nullable UserRecord found(long hash, byte kind, byte[] id) throws IOException {
    var reader = new Records(ENTRY * BLOCK, RECORD);
    for (int place = first(hash, reader); place < records; place++) {
      if (reader.hash(place) != hash) {
        return null;
      }
      UserRecord found = reader.at(place);
      if (found.isOf(kind, id)) {
        return found;
      }
    }
    return null;
  }

  /// The first place whose hash is not below this one.
  private int first(long hash, Records reader) throws IOException {
    int low = 0;
    int high = firsts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (firsts[middle] < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int from = BLOCK * Math.max(0, low - 1);
    int to = Math.min(records, from + BLOCK);
    if (from < to) {
      reader.hash(from); // the whole block is read from its first entry on
    }
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (reader.hash(middle) < hash) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      end();
    }
  }
}
