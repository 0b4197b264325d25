package dev.grlm.journal;

import dev.grlm.io.WholeLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what a folder holds of a journal.
final class JournalFolder {
  /// The one file of a journal of before.
  static final String BEFORE = "journal.jsonl";

  private static final Pattern OURS =
      Pattern.compile("(users-\\d\\d-\\d+\\.bin|items-\\d+\\.jsonl|log-\\d+\\.jsonl|.*\\.tmp)");

  private JournalFolder() {}

  /// What was read.
  ///
  /// @param log number of the last log file; 0 where there is none that was begun
  /// @param end where to go on in it
  /// @param last number of the last entry
  record Loaded(
      JournalState state, Manifest manifest, int log, LogFile.@Nullable Read end, long last) {}

  /// Reads files and log as the manifest has them. What the log holds goes through
  /// [JournalState#replay] one by one, so that memory is taken by what counts and not by what was.
  ///
  /// @param reads how the files are looked into later
  /// @throws IOException naming file and place, when something was altered or is missing
  static Loaded load(Path folder, Manifest manifest, Disk disk, Reads reads) throws IOException {
    var state = new JournalState(manifest.journal(), manifest.salt(), reads);
    state.startAfter(manifest.upTo());
    try {
      loadUsers(folder, manifest, disk, state);
      if (!manifest.items().isEmpty()) {
        int number = Integer.parseInt(manifest.items().replaceAll("\\D", ""));
        ItemsFile.read(folder.resolve(manifest.items()), number, one -> state.apply(one, _ -> {}));
      }
      return replayed(folder, manifest, state);
    } catch (IOException | RuntimeException failure) {
      state.close();
      throw failure;
    }
  }

  private static void loadUsers(Path folder, Manifest manifest, Disk disk, JournalState state)
      throws IOException {
    var shards = new ArrayList<Callable<Void>>();
    for (int shard = 0; shard < manifest.users().size(); shard++) {
      int number = shard;
      shards.add(() -> {
        for (String name : manifest.users().get(number)) {
          state.load(number, opened(folder.resolve(name), disk));
        }
        return null;
      });
    }
    try (var threads =
        Executors.newFixedThreadPool(Math.min(8, Runtime.getRuntime().availableProcessors()))) {
      for (Future<Void> done : threads.invokeAll(shards)) {
        done.get();
      }
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case IOException broken -> throw broken;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(failure);
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IOException(folder + ": interrupted while it was read", interruption);
    }
  }

  private static UserFile opened(Path file, Disk disk) throws IOException {
    try {
      return UserFile.open(file, disk);
    } catch (NoSuchFileException missing) {
      throw new IOException(file + ": no such file", missing);
    }
  }

  private static Loaded replayed(Path folder, Manifest manifest, JournalState state)
      throws IOException {
    List<Integer> logs =
        LogFile.numbers(folder).stream().filter(log -> log >= manifest.firstLog()).toList();
    state.expectErasures(erasures(folder, logs));
    long last = manifest.upTo();
    int number = 0;
    LogFile.Read end = null;
    for (int log : logs) {
      if (log != (number == 0 ? manifest.firstLog() : number + 1)) {
        throw new IOException(LogFile.file(folder, log - 1) + ": no such file");
      }
      LogFile.Read read = LogFile.read(folder, log, last, state::replay);
      if (read == null && log == logs.getLast()) {
        break; // its first line never got to the disk, so nothing behind it
      }
      if (read == null) {
        throw new IOException(LogFile.file(folder, log) + ": its first line is missing");
      }
      number = log;
      end = read;
      last = read.last();
    }
    return new Loaded(state, manifest, number, end, last);
  }

  private static Set<String> erasures(Path folder, List<Integer> logs) throws IOException {
    var hashes = new HashSet<String>();
    for (int log : logs) {
      try (var lines = WholeLines.open(LogFile.file(folder, log))) {
        for (String line = lines.next(); line != null; line = lines.next()) {
          int at = line.indexOf(",\"erasedUser\":\"");
          if (at > 0 && line.startsWith("{\"n\":") && line.indexOf('"', 5) == at + 1) {
            int from = at + 15;
            hashes.add(line.substring(from, line.indexOf('"', from)));
          }
        }
      }
    }
    return hashes;
  }

  /// Deletes what the manifest does not name: what was being written when the journal was stopped.
  static void tidy(Path folder, @Nullable Manifest manifest, Disk disk) throws IOException {
    var named = new HashSet<String>();
    if (manifest != null) {
      manifest.users().forEach(named::addAll);
      named.add(manifest.items());
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      boolean counts =
          manifest != null && LogFile.number(file) >= manifest.firstLog() && !manifest.takingOver();
      if (OURS.matcher(name).matches() && !named.contains(name) && !counts) {
        disk.delete(file);
      }
    }
    if (manifest != null && !manifest.takingOver()) {
      disk.delete(folder.resolve(BEFORE)); // taken over
    }
  }

  /// @throws IOException when files of a journal stand there without the one that names them
  static void requireNone(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      if (all.map(file -> String.valueOf(file.getFileName()))
          .anyMatch(name -> name.startsWith("users-") || name.startsWith("log-"))) {
        throw new IOException(
            folder.resolve(Manifest.FILE)
                + ": no such file, but other files of a journal are there");
      }
    }
  }
}
