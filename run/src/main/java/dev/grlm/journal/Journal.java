package dev.grlm.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What arrived since a run was fitted, in a folder. What [#append] returned from is on the disk.
///
/// Entries go to the log first; in the background they are folded into files by user, in which a
/// user is found and erased without reading the rest, so that a start, the memory and an erasure
/// cost what counts and not what ever was. One process at a time: the folder is locked.
/// Thread-safe.
public final class Journal implements AutoCloseable {
  private static final Duration COMPACTING = Duration.ofHours(1);

  private static final String LATER = "it goes on by itself";
  private static final String ERASED_OR_NOT = "some may be erased; make the call again";

  /// Of journals whose disk hangs: a channel that nobody holds is closed, and its lock is gone.
  private static final Set<FileChannel> HELD = ConcurrentHashMap.newKeySet();

  /// Users that are forgotten in one go: the log waits so long.
  private static final int ERASED_TOGETHER = 500;

  private final Path folder;
  private final FileChannel lock;
  private final JournalState state;
  private final JournalSettings settings;
  private final JournalWriter writer;

  private Journal(
      Path folder,
      FileChannel lock,
      JournalState state,
      JournalSettings settings,
      JournalWriter writer) {
    this.folder = folder;
    this.lock = lock;
    this.state = state;
    this.settings = settings;
    this.writer = writer;
  }

  /// As [#open(Path, JournalSettings)] with the usual settings.
  public static Journal open(Path folder) throws IOException {
    return open(folder, JournalSettings.DEFAULT);
  }

  /// Opens the journal in `folder`, which is made where it is missing; one of before is taken over,
  /// and what was left half done when it was stopped is cleared away.
  ///
  /// @throws IOException in one line, when another process has it open, or something was altered
  public static Journal open(Path folder, JournalSettings settings) throws IOException {
    return open(folder, settings, Disk.REAL);
  }

  static Journal open(Path folder, JournalSettings settings, Disk disk) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock =
        FileChannel.open(
            folder.resolve("journal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!locked(lock)) {
        throw new IOException(folder + ": the journal is in use by another process");
      }
      Manifest manifest = manifest(folder, settings, disk);
      JournalFolder.Loaded loaded =
          JournalFolder.load(folder, manifest, disk, new Reads(folder, settings.deadline()));
      try {
        var writer = new JournalWriter(folder, disk, settings, loaded);
        return new Journal(folder, lock, loaded.state(), settings, writer);
      } catch (IOException failure) {
        loaded.state().close();
        throw failure;
      }
    } catch (IOException | RuntimeException | Error failure) {
      lock.close();
      throw failure;
    }
  }

  private static Manifest manifest(Path folder, JournalSettings settings, Disk disk)
      throws IOException {
    Manifest found = Manifest.read(folder);
    if (found == null || found.takingOver()) {
      if (Files.exists(folder.resolve(JournalFolder.BEFORE))) {
        BeforeJournal.takeOver(folder, disk, settings);
      } else {
        JournalFolder.requireNone(folder);
        Manifest.fresh(UUID.randomUUID().toString(), Salt.random(), false).write(disk, folder);
      }
      found = Manifest.read(folder);
    }
    if (found == null) {
      throw new IOException(folder.resolve(Manifest.FILE) + ": no such file");
    }
    JournalFolder.tidy(folder, found, disk);
    return found;
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  /// Reads what a journal holds without opening it for writing; it may be in use.
  ///
  /// @throws IOException in one line, when there is none or something was altered
  public static JournalContents read(Path folder) throws IOException {
    return JournalContents.of(folder);
  }

  /// Names this journal for ever, whatever its folder is called.
  public String id() {
    return state.id();
  }

  /// What is kept. Only the journal changes it.
  public JournalState state() {
    return state;
  }

  /// Hears of users who get an event, on the journal's thread, before the caller of [#append] goes
  /// on.
  @FunctionalInterface
  public interface Listener {
    /// @param lastBefore number of the user's last event before, 0 for a new user
    void added(String user, long lastBefore);
  }

  /// Who hears of new events from now on.
  public void listen(Listener listener) {
    writer.listen(listener);
  }

  /// Returns when the entries are on the disk and the state has them: all or, in case of an
  /// exception, none; after a deadline nobody knows.
  public void append(List<? extends Entry> entries) throws IOException {
    var done = new CompletableFuture<@Nullable Void>();
    await(new JournalWriter.Append(List.copyOf(entries), null, done), settings.deadline());
  }

  /// As [#append], of those events that are new: one that was taken before, of the same user and
  /// item with the same time of its own, is not taken again, whoever else brings it at the same
  /// moment.
  ///
  /// @param call names what is brought together, so that each of the events counts once although
  ///   they are brought again; empty for no name
  /// @return those that were new
  /// @throws ReusedKeyException when the name came before with other events; then none is taken
  public List<LiveEvent> take(List<LiveEvent> events, String call) throws IOException {
    NewEvents fresh = state.lookingUp(() -> NewEvents.of(state, events, call));
    if (!fresh.entries().isEmpty()) {
      var done = new CompletableFuture<@Nullable Void>();
      await(new JournalWriter.Append(List.of(), fresh, done), settings.deadline());
    }
    return fresh.entries().stream().map(Entry.Happened::event).toList();
  }

  /// Forgets users at once, and returns when none of their events and nothing of their ids is in
  /// any file. Others write meanwhile, also between parts of a long list; erasures that wait are
  /// done together. After an exception some may be forgotten, and it may be made again.
  ///
  /// @param heard is told of each of them on the journal's thread, just before it is forgotten
  public void erase(Collection<String> users, Consumer<String> heard) throws IOException {
    List<String> all = List.copyOf(users);
    var gone = new ArrayList<CompletableFuture<@Nullable Void>>();
    for (int first = 0; first < all.size(); first += ERASED_TOGETHER) {
      List<String> some = all.subList(first, Math.min(first + ERASED_TOGETHER, all.size()));
      gone.add(new CompletableFuture<>());
      var done = new CompletableFuture<@Nullable Void>();
      try {
        writer.submit(new JournalWriter.Erase(some, heard, gone.getLast(), done));
        await(done, settings.deadline(), "not written", ERASED_OR_NOT);
      } catch (NotKeptException refused) {
        // Those of the parts before are erased.
        throw new NotKeptException(
            String.valueOf(refused.getMessage()), ERASED_OR_NOT, refused.getCause());
      }
    }
    await(
        CompletableFuture.allOf(gone.toArray(CompletableFuture<?>[]::new)),
        settings.erasing(),
        "the erasure did not come to its end",
        "it goes on by itself; the call may be made again");
  }

  /// Lets `work` run while nothing is appended.
  ///
  /// @throws NotKeptException when it could not begin in time; then it does not run later, when its
  ///   caller has undone what it needs
  public void pausing(Runnable work) throws IOException {
    var pause = new JournalWriter.Pause(work, new AtomicBoolean(), new CompletableFuture<>());
    writer.submit(pause);
    try {
      await(pause.done(), settings.deadline(), "not paused", "nothing was changed");
    } catch (NotKeptException late) {
      if (pause.taken().compareAndSet(false, true)) {
        throw late;
      }
      await(pause.done(), COMPACTING, "not paused", "it may have been changed or not");
    }
  }

  /// Folds all that the log holds into files by user, one for each shard of them; returns when that
  /// is done.
  public void compact() throws IOException {
    var gone = new CompletableFuture<@Nullable Void>();
    await(
        new JournalWriter.Erase(List.of(), _ -> {}, gone, new CompletableFuture<>()),
        settings.deadline());
    await(gone, COMPACTING, "the log was not folded", LATER);
    await(writer.mergeAll(), COMPACTING, "the files were not merged", LATER);
  }

  /// Whether it can take what comes.
  public JournalHealth health() {
    return writer.health();
  }

  /// How much it has to do and takes.
  public JournalFigures figures() {
    return writer.figures();
  }

  /// Whether the threads that keep it run; without them nothing helps but a new start. A disk that
  /// is full or does not answer stops no thread.
  public boolean alive() {
    return writer.alive();
  }

  private void await(JournalWriter.Work work, Duration deadline) throws IOException {
    writer.submit(work);
    await(work.done(), deadline, "not written", "it may be kept or not; bring it again");
  }

  /// @param what what has not happened when the time is up
  /// @param told what then becomes of it
  private void await(CompletableFuture<?> done, Duration deadline, String what, String told)
      throws IOException {
    try {
      done.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IOException(folder + ": interrupted; the entries may be kept or not", interruption);
    } catch (TimeoutException late) {
      String within = what + " within " + deadline.toSeconds() + " s";
      throw new NotKeptException(folder + ": " + within + "; " + told, within + ": " + told, late);
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      if (cause instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (cause instanceof NotKeptException known) {
        throw new NotKeptException(String.valueOf(known.getMessage()), known.told(), known);
      }
      throw new IOException(cause.getMessage(), cause);
    }
  }

  /// Writes what waits, then closes. What comes later is refused.
  ///
  /// @throws NotKeptException when the disk does not answer; then the journal stays open and locked
  ///   until the process ends
  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } catch (NotKeptException hangs) {
      HELD.add(lock);
      throw hangs;
    } catch (IOException | RuntimeException failure) {
      lock.close();
      throw failure;
    }
    HELD.remove(lock);
    lock.close();
  }
}
