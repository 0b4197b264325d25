package dev.grlm.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Every step that changes a file of the journal, and every look-up in one, in one place, so that a
/// test can make each of them the last one.
class Disk {
  static final Disk REAL = new Disk();

  FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// @return how many bytes, −1 behind the end
  int read(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
    return channel.read(bytes, offset);
  }

  void force(FileChannel channel) throws IOException {
    channel.force(false);
  }

  void truncate(FileChannel channel, long length) throws IOException {
    channel.truncate(length);
    channel.position(length);
  }

  void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /// Makes the names in a folder durable.
  void forceFolder(Path folder) {
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    } catch (IOException _) {
      // not every system lets a folder be opened; a renaming is then as durable as it makes it
    }
  }
}
