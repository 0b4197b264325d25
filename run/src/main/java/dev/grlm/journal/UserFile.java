package dev.grlm.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Records of users and calls in the order of their hashes, mapped: a look-up is a binary search in
/// the index and one record, whatever the size. Never changed once it is written. Every record has
/// a checksum of itself and its place. Thread-safe; whoever looks something up after it was closed
/// gets an [IllegalStateException], and who does so meanwhile ends in peace.
final class UserFile implements AutoCloseable {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final Path file;
  private final Arena arena;
  private final MemorySegment bytes;
  private final long seed;
  private final long indexAt;
  private final int records;
  private final long events;

  /// One for each look-up under way, and one until it is closed. Who ends last gives the mapping
  /// back: the JVM interrupts a thread under which that is done.
  private final AtomicInteger uses = new AtomicInteger(1);

  private final AtomicBoolean closed = new AtomicBoolean();

  private UserFile(Path file, Arena arena, MemorySegment bytes) throws IOException {
    this.file = file;
    this.arena = arena;
    this.bytes = bytes;
    long end = bytes.byteSize() - UserFileWriter.FOOTER;
    if (end < UserFileWriter.HEADER
        || bytes.get(LONG, 0) != UserFileWriter.MAGIC
        || bytes.get(LONG, end + 32) != UserFileWriter.MAGIC) {
      throw new IOException(file + ": no file of users, or its end is missing");
    }
    this.seed = bytes.get(LONG, 8);
    this.indexAt = bytes.get(LONG, end);
    long count = bytes.get(LONG, end + 8);
    this.events = bytes.get(LONG, end + 16);
    this.records = (int) count;
    boolean sound =
        bytes.get(INT, end + 28) == UserFileWriter.sum(seed, count, slice(end, 28))
            && indexAt >= UserFileWriter.HEADER
            && indexAt + 16 * count == end;
    if (!sound || bytes.get(INT, end + 24) != indexSum(end)) {
      throw new IOException(file + ": its index was altered");
    }
  }

  private int indexSum(long end) {
    var crc = new CRC32C();
    crc.update(slice(indexAt, (int) (end - indexAt)));
    return (int) crc.getValue();
  }

  /// @throws NoSuchFileException when it is missing
  /// @throws IOException in one line, when it is no such file
  @SuppressWarnings("MustBeClosedChecker") // closed with the file
  static UserFile open(Path file) throws IOException {
    Arena arena = Arena.ofShared();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new UserFile(
          file, arena, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
    } catch (IOException | RuntimeException failure) {
      arena.close();
      throw failure;
    }
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
    return bytes.byteSize();
  }

  private ByteBuffer slice(long offset, int length) {
    return bytes.asSlice(offset, length).asByteBuffer();
  }

  private long hash(int place) {
    return bytes.get(LONG, indexAt + 16L * place);
  }

  /// For the thread that closes it.
  ///
  /// @throws IOException naming file and record, when the record is not the one that was written
  UserRecord at(int place) throws IOException {
    long offset = bytes.get(LONG, indexAt + 16L * place + 8);
    try {
      int length = bytes.get(INT, offset);
      if (length < 0 || length > indexAt - offset - 8) {
        throw altered(place); // before so much memory is asked for
      }
      byte[] payload = new byte[length];
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, offset + 8, payload, 0, length);
      ByteBuffer rest = ByteBuffer.wrap(payload);
      if (bytes.get(INT, offset + 4) != UserFileWriter.sum(seed, place, rest.duplicate())) {
        throw altered(place);
      }
      byte kind = rest.get();
      byte[] id = new byte[rest.getInt()];
      rest.get(id);
      long last = rest.getLong();
      int count = rest.getInt();
      byte[] body = new byte[rest.remaining()];
      rest.get(body);
      return new UserRecord(hash(place), kind, id, last, count, body);
    } catch (IndexOutOfBoundsException | NegativeArraySizeException broken) {
      throw altered(place);
    }
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
    int before = uses.getAndUpdate(now -> now == 0 ? 0 : now + 1);
    if (before == 0) {
      throw new IllegalStateException(file + ": closed");
    }
  }

  private void end() {
    if (uses.decrementAndGet() == 0) {
      arena.close();
    }
  }

  private @Nullable UserRecord found(long hash, byte kind, byte[] id) throws IOException {
    int low = 0;
    int high = records;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hash(middle) < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int place = low; place < records && hash(place) == hash; place++) {
      UserRecord found = at(place);
      if (found.isOf(kind, id)) {
        return found;
      }
    }
    return null;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      end();
    }
  }
}
