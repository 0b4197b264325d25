package dev.grlm.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Folds the tail of the log into files by user, takes erased users out of these, and merges files
/// so that there are few of each shard. Every step writes new files, then names them in a new
/// [Manifest], then deletes the old ones: whenever it is stopped, the folder holds the state before
/// or after. For one thread.
final class Upkeep {
  /// More files of a shard than this are merged.
  private static final int MOST_FILES = 4;

  private final Path folder;
  private final Disk disk;
  private final JournalState state;
  private final int keepCallsDays;
  private Manifest manifest;

  Upkeep(Path folder, Disk disk, JournalState state, Manifest manifest, int keepCallsDays) {
    this.folder = folder;
    this.disk = disk;
    this.state = state;
    this.manifest = manifest;
    this.keepCallsDays = keepCallsDays;
  }

  Manifest manifest() {
    return manifest;
  }

  /// Files that were made in a step, to be deleted when it fails.
  private final class Step {
    private final List<List<UserFile>> files = new ArrayList<>(state.files());
    private final List<UserFile> made = new ArrayList<>();
    private final List<UserFile> old = new ArrayList<>();
    private int next = manifest.nextFile();
    private String items = manifest.items();

    UserFileWriter writer(int shard) throws IOException {
      return new UserFileWriter(disk, folder.resolve(name(shard, next++)));
    }

    UserFile open(int shard) throws IOException {
      UserFile opened = UserFile.open(folder.resolve(name(shard, next - 1)), disk);
      made.add(opened);
      return opened;
    }

    void undo() throws IOException {
      for (UserFile one : made) {
        one.close();
        disk.delete(one.file());
      }
      if (!items.equals(manifest.items())) {
        disk.delete(folder.resolve(items));
      }
    }

    /// From here on the new files count.
    Manifest publish(long upTo, long erasedUpTo, int firstLog, boolean takingOver)
        throws IOException {
      List<List<String>> names =
          files.stream().map(shard -> shard.stream().map(UserFile::name).toList()).toList();
      var after =
          new Manifest(
              manifest.journal(),
              manifest.salt(),
              upTo,
              erasedUpTo,
              firstLog,
              items,
              names,
              next,
              takingOver);
      disk.forceFolder(folder);
      after.write(disk, folder);
      return after;
    }
  }

  /// What cannot be deleted now is a left-over for the next start: nobody reads it any more.
  private void discard(Path file) {
    try {
      disk.delete(file);
    } catch (IOException _) {
      // see above
    }
  }

  private static String name(int shard, int number) {
    return String.format("users-%02d-%06d.bin", shard, number);
  }

  /// @param takingOver see [Manifest#takingOver]
  void fold(Fold fold, boolean takingOver) throws IOException {
    var step = new Step();
    Manifest before = manifest;
    try {
      List<List<UserRecord>> added = bucketed(fold);
      List<List<String>> gone = goneByShard(fold);
      for (int shard = 0; shard < JournalState.SHARDS; shard++) {
        var files = new ArrayList<UserFile>();
        for (UserFile file : step.files.get(shard)) {
          UserFile kept = without(step, shard, file, gone.get(shard), fold.gone());
          if (kept != null) {
            files.add(kept);
          }
        }
        if (!added.get(shard).isEmpty()) {
          try (UserFileWriter writer = step.writer(shard)) {
            for (UserRecord one : added.get(shard)) {
              writer.add(one);
            }
            writer.finish();
          }
          files.add(step.open(shard));
        }
        step.files.set(shard, List.copyOf(files));
      }
      List<Numbered> items = fold.items();
      if (items != null) {
        int number = step.next++;
        step.items = String.format("items-%06d.jsonl", number);
        ItemsFile.write(disk, folder.resolve(step.items), number, items);
      }
      manifest = step.publish(fold.upTo(), fold.upTo(), fold.firstLog(), takingOver);
    } catch (IOException failure) {
      step.undo();
      throw failure;
    }
    taken(step, true);
    fold.gone().forEach((user, number) -> state.hidden().remove(user, number));
    if (!before.items().isEmpty() && !before.items().equals(manifest.items())) {
      discard(folder.resolve(before.items()));
    }
    for (int log = before.firstLog(); log < fold.firstLog(); log++) {
      discard(LogFile.file(folder, log));
    }
    disk.forceFolder(folder);
  }

  /// The new files stand; the old ones go.
  private void taken(Step step, boolean folded) {
    state.replace(step.files, folded);
    for (UserFile one : step.old) {
      one.close();
      discard(one.file());
    }
  }

  private List<List<UserRecord>> bucketed(Fold fold) {
    var shards = new ArrayList<List<UserRecord>>();
    for (int shard = 0; shard < JournalState.SHARDS; shard++) {
      shards.add(new ArrayList<>());
    }
    long seed = state.salt().seed();
    for (String user : fold.tail().users()) {
      List<Stored> events = fold.tail().events(user);
      Long gone = fold.gone().get(user);
      if (gone != null) {
        events.removeIf(event -> event.number() <= gone);
      }
      if (!events.isEmpty()) {
        UserRecord one = UserRecord.user(user, events, seed);
        shards.get(JournalState.shard(one.hash())).add(one);
      }
    }
    long today = LocalDate.now(ZoneOffset.UTC).toEpochDay();
    fold.tail()
        .calls()
        .all()
        .forEach((key, numbers) -> {
          UserRecord one = UserRecord.call(key, numbers, today, seed);
          shards.get(JournalState.shard(one.hash())).add(one);
        });
    shards.forEach(shard -> shard.sort(Comparator.comparingLong(UserRecord::hash)));
    return shards;
  }

  private List<List<String>> goneByShard(Fold fold) {
    var shards = new ArrayList<List<String>>();
    for (int shard = 0; shard < JournalState.SHARDS; shard++) {
      shards.add(new ArrayList<>());
    }
    for (String user : fold.gone().keySet()) {
      shards.get(JournalState.shard(hash(user))).add(user);
    }
    return shards;
  }

  private long hash(String user) {
    return UserRecord.hash(UserRecord.USER, UserRecord.bytes(user), state.salt().seed());
  }

  /// The file itself where it has none of the users, else one without them; null where nothing is
  /// left.
  private @Nullable UserFile without(
      Step step, int shard, UserFile file, List<String> users, Map<String, Long> gone)
      throws IOException {
    boolean has = false;
    for (String user : users) {
      has |= file.find(hash(user), UserRecord.USER, UserRecord.bytes(user)) != null;
    }
    if (!has) {
      return file;
    }
    step.old.add(file);
    int written;
    try (UserFileWriter writer = step.writer(shard)) {
      UserFile.Records records = file.inOrder();
      for (int place = 0; place < file.records(); place++) {
        UserRecord one = records.at(place);
        Long upTo = one.kind() == UserRecord.USER ? gone.get(one.name()) : null;
        if (upTo == null) {
          writer.add(one);
        } else if (one.last() > upTo) {
          List<Stored> later = one.events();
          later.removeIf(event -> event.number() <= upTo);
          writer.add(UserRecord.user(one.name(), later, state.salt().seed()));
        }
      }
      written = writer.records();
      if (written > 0) {
        writer.finish();
      }
    }
    return written > 0 ? step.open(shard) : null;
  }

  /// Merges files of one shard that has too many.
  ///
  /// @param all whether each shard is to end with one file
  /// @return false where nothing is left to do
  boolean merge(boolean all) throws IOException {
    for (int shard = 0; shard < JournalState.SHARDS; shard++) {
      List<UserFile> files = state.files().get(shard);
      int from = all ? 0 : first(files);
      if (files.size() - from > 1) {
        merge(shard, files, from);
        return true;
      }
    }
    return false;
  }

  /// Which files are merged: the newest, and those before as long as one is not much larger than
  /// all behind it, so that an event is written anew only as often as the logarithm of their
  /// number.
  private static int first(List<UserFile> files) {
    if (files.size() <= MOST_FILES) {
      return files.size();
    }
    int from = files.size() - 1;
    long size = files.get(from).size();
    while (from > 0
        && (files.get(from - 1).size() <= 2 * size || files.size() - from < MOST_FILES)) {
      from--;
      size += files.get(from).size();
    }
    return from;
  }

  private void merge(int shard, List<UserFile> files, int from) throws IOException {
    var step = new Step();
    try {
      step.old.addAll(files.subList(from, files.size()));
      long oldest = LocalDate.now(ZoneOffset.UTC).toEpochDay() - keepCallsDays;
      var left = new ArrayList<>(files.subList(0, from));
      try (UserFileWriter writer = step.writer(shard)) {
        Merge.all(
            step.old,
            one -> {
              if (one.kind() == UserRecord.USER || one.last() >= oldest) {
                writer.add(one);
              }
            });
        writer.finish();
      }
      left.add(step.open(shard));
      step.files.set(shard, List.copyOf(left));
      manifest =
          step.publish(
              manifest.upTo(), manifest.erasedUpTo(), manifest.firstLog(), manifest.takingOver());
    } catch (IOException failure) {
      step.undo();
      throw failure;
    }
    taken(step, false);
  }
}
