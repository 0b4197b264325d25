package dev.grlm.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32C;

/// Writes a [UserFile]: records in the order of their hashes, then an index of them, then what
/// holds both together. A file that was not finished is deleted. For one thread.
final class UserFileWriter implements AutoCloseable {
  static final long MAGIC = 0x47524c4d55535232L; // GRLMUSR2
  static final int HEADER = 16;
  static final int FOOTER = 40;

  /// The disk is asked to take what was written this often, so that an `fsync` of the log does not
  /// have to wait for a whole file.
  private static final long FORCED_EVERY = 8L << 20;

  private final Disk disk;
  private final Path file;
  private final FileChannel channel;
  private final long seed = ThreadLocalRandom.current().nextLong();
  private ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
  private long[] index = new long[2048];
  private int records;
  private long events;
  private long written;
  private long forced;
  private boolean finished;

  UserFileWriter(Disk disk, Path file) throws IOException {
    this.disk = disk;
    this.file = file;
    this.channel = disk.create(file);
    buffer.putLong(MAGIC).putLong(seed);
  }

  int records() {
    return records;
  }

  void add(UserRecord one) throws IOException {
    int payload = 1 + 4 + one.id().length + 8 + 4 + one.body().length;
    room(payload + 8);
    note(one.hash(), written + buffer.position());
    int start = buffer.position();
    buffer.putInt(payload).putInt(0).put(one.kind()).putInt(one.id().length).put(one.id());
    buffer.putLong(one.last()).putInt(one.count()).put(one.body());
    buffer.putInt(start + 4, sum(seed, records, buffer.slice(start + 8, payload)));
    records++;
    events += one.kind() == UserRecord.USER ? one.count() : 0;
  }

  static int sum(long seed, long place, ByteBuffer payload) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(16).putLong(seed).putLong(place).flip());
    crc.update(payload);
    return (int) crc.getValue();
  }

  private void note(long hash, long offset) {
    if (index.length < 2 * records + 2) {
      index = Arrays.copyOf(index, index.length * 2);
    }
    index[2 * records] = hash;
    index[2 * records + 1] = offset;
  }

  private void room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocate(bytes);
    }
  }

  private void flush() throws IOException {
    buffer.flip();
    written += buffer.remaining();
    disk.write(channel, buffer);
    buffer.clear();
    if (written - forced > FORCED_EVERY) {
      disk.force(channel);
      forced = written;
    }
  }

  /// The file is whole and on the disk.
  void finish() throws IOException {
    long indexAt = written + buffer.position();
    var crc = new CRC32C();
    for (int place = 0; place < records; place++) {
      room(16);
      int start = buffer.position();
      buffer.putLong(index[2 * place]).putLong(index[2 * place + 1]);
      crc.update(buffer.slice(start, 16));
    }
    room(FOOTER);
    int start = buffer.position();
    buffer.putLong(indexAt).putLong(records).putLong(events).putInt((int) crc.getValue());
    buffer.putInt(sum(seed, records, buffer.slice(start, 28)));
    buffer.putLong(MAGIC);
    flush();
    disk.force(channel);
    channel.close();
    finished = true;
  }

  @Override
  public void close() throws IOException {
    if (!finished) {
      channel.close();
      disk.delete(file);
    }
  }
}
