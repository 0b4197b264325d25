package dev.grlm.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The log that is written now. Numbers entries, and begins another log where this one is to be
/// folded. Written by the journal's thread; figures are for any.
final class CurrentLog {
  private final Path folder;
  private final Disk disk;
  private final String journal;
  private LogFile log;
  private long next;
  private volatile long bytes;
  private volatile long foldingBytes;
  private volatile long lastSync;
  private volatile @Nullable String refusal;

  /// Goes on where a journal ended.
  CurrentLog(Path folder, Disk disk, JournalFolder.Loaded loaded) throws IOException {
    this.folder = folder;
    this.disk = disk;
    this.journal = loaded.state().id();
    this.next = loaded.last() + 1;
    this.log = opened(loaded);
    this.bytes = log.size();
  }

  private LogFile opened(JournalFolder.Loaded loaded) throws IOException {
    LogFile.Read end = loaded.end();
    if (end != null) {
      return LogFile.resume(disk, folder, loaded.log(), end);
    }
    int first = loaded.manifest().firstLog();
    disk.delete(LogFile.file(folder, first)); // begun and not finished
    return LogFile.create(disk, folder, first, journal, loaded.last());
  }

  /// Returns when they are on the disk.
  ///
  /// @throws NotKeptException when none of them is
  /// @throws LogFile.BrokenLogException when nobody knows
  List<Numbered> append(List<Entry> entries) throws IOException {
    if (entries.isEmpty()) {
      return List.of();
    }
    var numbered = new ArrayList<Numbered>(entries.size());
    for (Entry entry : entries) {
      numbered.add(new Numbered(next + numbered.size(), entry));
    }
    try {
      log.append(LogFile.lines(numbered));
      refusal = null;
      lastSync = System.currentTimeMillis();
      bytes = log.size();
    } catch (LogFile.BrokenLogException broken) {
      refusal = broken.getMessage();
      throw broken;
    } catch (IOException refused) {
      refusal = refused.getMessage();
      throw NotKeptException.nothing(String.valueOf(refusal), refused);
    }
    next += numbered.size();
    return numbered;
  }

  /// Begins another one.
  ///
  /// @return false where the disk refuses; what comes goes on into this one
  boolean roll() throws IOException {
    LogFile fresh;
    try {
      fresh = LogFile.create(disk, folder, log.number() + 1, journal, last());
    } catch (IOException refused) {
      refusal = refused.getMessage();
      return false;
    }
    foldingBytes = bytes;
    log.close();
    log = fresh;
    bytes = log.size();
    return true;
  }

  int number() {
    return log.number();
  }

  /// Number of the last entry.
  long last() {
    return next - 1;
  }

  long bytes() {
    return bytes;
  }

  /// Of the one before, while it is folded.
  long foldingBytes() {
    return foldingBytes;
  }

  /// Milliseconds since 1970; 0 for never.
  long lastSync() {
    return lastSync;
  }

  /// Why the disk took nothing the last time; null where it did.
  @Nullable String refusal() {
    return refusal;
  }

  void close() throws IOException {
    log.close();
  }
}
