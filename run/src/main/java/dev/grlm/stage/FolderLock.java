package dev.grlm.stage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps two processes from working in one folder. A process that dies leaves no lock behind.
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws IOException in one line, when somebody works there
  public static FolderLock of(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException sameProcess) {
      // refused below
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
    channel.close();
    throw new IOException(
        folder + ": another process works there; wait for it, or choose another --out");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
