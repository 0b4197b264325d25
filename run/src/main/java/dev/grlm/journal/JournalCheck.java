package dev.grlm.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Reads every record of a journal that nobody uses, past those that were altered, which it names.
public final class JournalCheck {
  private final Path folder;
  private final Manifest manifest;
  private final List<String> broken = new ArrayList<>();
  private long records;

  private JournalCheck(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /// What was found.
  ///
  /// @param records that are sound
  /// @param broken a line for each that is not, with file and number
  public record Found(long records, List<String> broken) {}

  /// @throws IOException in one line, when there is no journal, or its first file is broken
  public static Found check(Path folder) throws IOException {
    return read(folder, new Nobody());
  }

  /// Writes what is sound into a new journal in an empty folder, with the same name and the same
  /// hashes of who was erased. Keys of calls are not taken along.
  public static Found repair(Path folder, Path out) throws IOException {
    Files.createDirectories(out);
    try (var files = Files.list(out)) {
      if (files.findAny().isPresent()) {
        throw new IOException(out + ": not empty");
      }
    }
    Manifest from = manifest(folder);
    Manifest begun = Manifest.fresh(from.journal(), from.salt(), true);
    begun.write(Disk.REAL, out);
    var state = new JournalState(begun.journal(), begun.salt());
    try {
      var upkeep =
          new Upkeep(out, Disk.REAL, state, begun, JournalSettings.DEFAULT.keepCallsDays());
      var into = new Into(state, upkeep);
      Found found = read(folder, into);
      into.last = Math.max(into.last, from.upTo());
      into.fold(false);
      return found;
    } finally {
      state.close();
    }
  }

  private interface Sink extends LogFile.Taker {
    void erased(Entry.Erased gone, long number) throws IOException;
  }

  private static final class Nobody implements Sink {
    @Override
    public void take(Numbered numbered) {}

    @Override
    public void erased(Entry.Erased gone, long number) {}
  }

  private static final class Into implements Sink {
    private final JournalState state;
    private final Upkeep upkeep;
    private long last;

    Into(JournalState state, Upkeep upkeep) {
      this.state = state;
      this.upkeep = upkeep;
    }

    @Override
    public void take(Numbered numbered) throws IOException {
      state.apply(numbered, _ -> {});
      last = Math.max(last, numbered.number());
      if (state.tail().size() >= JournalSettings.DEFAULT.foldEvents()) {
        fold(true);
      }
    }

    @Override
    public void erased(Entry.Erased gone, long number) throws IOException {
      var users = new ArrayList<String>();
      state.eachUser((user, _) -> {
        if (state.salt().hash(user).equals(gone.userHash())) {
          users.add(user);
        }
      });
      for (String user : users) {
        state.forget(user, number);
      }
    }

    void fold(boolean more) throws IOException {
      List<Numbered> items = more ? null : state.aboutNoEvent();
      Map<String, Long> gone = Map.copyOf(state.hidden());
      var done = new CompletableFuture<@Nullable Void>();
      upkeep.fold(new Fold(state.freeze(), last, 1, items, gone, done), more);
      while (upkeep.merge(false)) {
        // until few files are left
      }
    }
  }

  private static Manifest manifest(Path folder) throws IOException {
    Manifest manifest = Manifest.read(folder);
    if (manifest == null || manifest.takingOver()) {
      throw new IOException(folder.resolve(Manifest.FILE) + ": no such file");
    }
    return manifest;
  }

  private static Found read(Path folder, Sink sink) throws IOException {
    var check = new JournalCheck(folder, manifest(folder));
    check.items(sink);
    for (List<String> shard : check.manifest.users()) {
      for (String name : shard) {
        check.users(name, sink);
      }
    }
    check.logs(sink);
    return new Found(check.records, List.copyOf(check.broken));
  }

  private void items(Sink sink) {
    if (manifest.items().isEmpty()) {
      return;
    }
    int number = Integer.parseInt(manifest.items().replaceAll("\\D", ""));
    try {
      ItemsFile.read(
          folder.resolve(manifest.items()),
          number,
          numbered -> {
            records++;
            sink.take(numbered);
          });
    } catch (IOException failure) {
      broken.add(failure.getMessage());
    }
  }

  private void users(String name, Sink sink) {
    try (UserFile file = UserFile.open(folder.resolve(name), Disk.REAL)) {
      UserFile.Records all = file.inOrder();
      for (int place = 0; place < file.records(); place++) {
        try {
          UserRecord one = all.at(place);
          records++;
          for (Stored event : one.kind() == UserRecord.USER ? one.events() : List.<Stored>of()) {
            sink.take(new Numbered(event.number(), happened(one.name(), event)));
          }
        } catch (IOException failure) {
          broken.add(failure.getMessage());
        }
      }
    } catch (IOException failure) {
      broken.add(failure.getMessage());
    }
  }

  private static Entry.Happened happened(String user, Stored event) {
    var live = new LiveEvent(user, event.item(), event.time(), event.own());
    return new Entry.Happened(live, event.byTime(), "", 0);
  }

  private void logs(Sink sink) throws IOException {
    long last = manifest.upTo();
    int expected = manifest.firstLog();
    for (int log : LogFile.numbers(folder)) {
      if (log < manifest.firstLog()) {
        continue;
      }
      if (log != expected) {
        broken.add(LogFile.file(folder, expected) + ": no such file");
        last = -1;
      }
      expected = log + 1;
      last =
          LogFile.readSound(
              folder,
              log,
              last,
              numbered -> {
                records++;
                sink.take(numbered);
                if (numbered.entry() instanceof Entry.Erased gone) {
                  sink.erased(gone, numbered.number());
                }
              },
              broken);
    }
  }

  /// Writes all that counts as entries, a line each: what was said of items, who was erased, then
  /// events user by user.
  ///
  /// @return how many
  public static long export(Path folder, Path file) throws IOException {
    try (JournalContents contents = Journal.read(folder);
        var out = Files.newBufferedWriter(file)) {
      long[] count = {0};
      for (Numbered one : contents.state().aboutNoEvent()) {
        out.append(one.entry().line(one.number())).append('\n');
        count[0]++;
      }
      contents.eachUser((user, events) -> {
        for (Stored event : events) {
          out.append(happened(user, event).line(event.number())).append('\n');
          count[0]++;
        }
      });
      return count[0];
    }
  }
}
