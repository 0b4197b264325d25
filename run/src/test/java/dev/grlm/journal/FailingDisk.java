package dev.grlm.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A disk that can be made to fail, or to hang until it [#answers].
final class FailingDisk extends Disk {
  volatile boolean full;
  volatile boolean noFolds;
  volatile boolean outOfMemory;
  volatile boolean noTruncation;
  final CountDownLatch answers = new CountDownLatch(1);
  volatile boolean hangs;
  final CountDownLatch hanging = new CountDownLatch(1);
  volatile boolean readsHang;
  volatile boolean foldsHang;
  final CountDownLatch folding = new CountDownLatch(1);

  @Override
  FileChannel create(Path file) throws IOException {
    if (foldsHang && file.toString().endsWith(".bin")) {
      folding.countDown();
      awaitQuietly(answers);
    }
    if (noFolds && file.toString().endsWith(".bin")) {
      throw new IOException("No space left on device");
    }
    return super.create(file);
  }

  @Override
  int read(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
    if (readsHang) {
      awaitQuietly(answers);
    }
    return super.read(channel, bytes, offset);
  }

  @Override
  void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    if (outOfMemory) {
      throw new OutOfMemoryError("Java heap space");
    }
    if (full) {
      super.write(channel, bytes.slice(bytes.position(), bytes.remaining() / 2));
      throw new IOException("No space left on device");
    }
    super.write(channel, bytes);
  }

  @Override
  void truncate(FileChannel channel, long length) throws IOException {
    if (noTruncation) {
      throw new IOException("Input/output error");
    }
    super.truncate(channel, length);
  }

  @Override
  void force(FileChannel channel) throws IOException {
    if (hangs) {
      hanging.countDown();
      try {
        answers.await();
      } catch (InterruptedException _) {
        throw new IOException("interrupted");
      }
    }
    super.force(channel);
  }

  static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interruption) {
      throw new IllegalStateException(interruption);
    }
  }
}
