package dev.grlm.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A process that is killed leaves what it wrote to the system, so a test of that has nothing to
/// wait for.
class UnforcedDisk extends Disk {
  @Override
  void force(FileChannel channel) throws IOException {}

  @Override
  void forceFolder(Path where) {}
}
