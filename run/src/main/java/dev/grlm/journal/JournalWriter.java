package dev.grlm.journal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The one thread that writes a journal. Entries that arrive while it waits for the disk are made
/// durable together and applied in their order before their callers go on. Thread-safe.
final class JournalWriter implements AutoCloseable {
  /// Where the upkeep does not come on, so many times what is folded at once may wait in memory;
  /// then nothing is taken any more.
  private static final int MOST_TAIL = 4;

  /// How often somebody who closes looks whether the disk still answers.
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Path folder;
  private final JournalSettings settings;
  private final JournalState state;
  private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
  private final List<CompletableFuture<@Nullable Void>> erasures = new ArrayList<>();
  private final UpkeepThread upkeep;
  private final Thread thread;
  private final CurrentLog log;
  private int itemsWritten = -1;
  private volatile boolean closed;
  private volatile boolean foldSoon;
  private volatile long busySince;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean released = new AtomicBoolean();
  private volatile @Nullable Throwable failure;
  private volatile Journal.Listener listener = (_, _) -> {};

  /// Something the writer does, one after the other.
  sealed interface Work {
    CompletableFuture<@Nullable Void> done();
  }

  /// @param events null where `entries` are to be written as they are
  record Append(
      List<Entry> entries, @Nullable NewEvents events, CompletableFuture<@Nullable Void> done)
      implements Work {
    int size() {
      return events == null ? entries.size() : events.entries().size();
    }
  }

  /// @param gone is told when nothing is left of the users in any file
  record Erase(
      List<String> users,
      Consumer<String> heard,
      CompletableFuture<@Nullable Void> gone,
      CompletableFuture<@Nullable Void> done)
      implements Work {}

  /// @param taken set by whoever is first: the writer that does it, or its caller who waits no more
  record Pause(Runnable work, AtomicBoolean taken, CompletableFuture<@Nullable Void> done)
      implements Work {}

  /// The upkeep has folded: perhaps it is to begin again.
  private record Folded(CompletableFuture<@Nullable Void> done) implements Work {}

  private record Last(CompletableFuture<@Nullable Void> done) implements Work {}

  JournalWriter(Path folder, Disk disk, JournalSettings settings, JournalFolder.Loaded loaded)
      throws IOException {
    this.folder = folder;
    this.settings = settings;
    this.state = loaded.state();
    this.log = new CurrentLog(folder, disk, loaded);
    this.foldSoon = !state.hidden().isEmpty();
    var work = new Upkeep(folder, disk, state, loaded.manifest(), settings.keepCallsDays());
    this.upkeep = new UpkeepThread(work, () -> queue.add(new Folded(new CompletableFuture<>())));
    queue.add(new Folded(new CompletableFuture<>()));
    this.thread = Thread.ofPlatform().name("grlm-journal").daemon().start(this::write);
  }

  void listen(Journal.Listener other) {
    listener = other;
  }

  /// @throws NotKeptException when the disk has not answered for longer than a write may take
  /// @throws IOException when the journal is closed, or its thread or the upkeep's ended by a
  ///   failure
  void submit(Work work) throws IOException {
    synchronized (queue) {
      Throwable cause = failed();
      if (cause != null) {
        throw broken(cause);
      }
      if (closed) {
        throw new IOException(folder + ": the journal is closed");
      }
      Duration silent = silent();
      if (hangs(silent)) {
        // Whoever waited as well would fill the places of those that ask.
        throw NotKeptException.nothing(silence(silent), null);
      }
      if (work instanceof Append append) {
        int size = append.size();
        waiting.addAndGet(size);
        var _ = append.done().whenComplete((_, _) -> waiting.addAndGet(-size));
      }
      queue.add(work);
    }
  }

  CompletableFuture<@Nullable Void> mergeAll() {
    var done = new CompletableFuture<@Nullable Void>();
    upkeep.mergeAll(done);
    return done;
  }

  private @Nullable Throwable failed() {
    return failure != null ? failure : upkeep.failure();
  }

  private IOException broken(Throwable cause) {
    return new IOException(
        folder + ": the journal takes nothing any more until it is opened again: " + cause, cause);
  }

  /// Names files by their names alone: who asks for it need not be one who may know where they are.
  JournalHealth health() {
    JournalHealth health = healthByPath();
    String reason = health.reason();
    return new JournalHealth(
        health.up(), reason.replace(folder + File.separator, "").replace(folder + ": ", ""));
  }

  private JournalHealth healthByPath() {
    Throwable cause = failed();
    if (cause != null) {
      return new JournalHealth(false, String.valueOf(broken(cause).getMessage()));
    }
    if (closed) {
      return new JournalHealth(false, folder + ": the journal is closed");
    }
    Duration silent = silent();
    if (hangs(silent)) {
      return new JournalHealth(false, silence(silent));
    }
    String refusal = log.refusal();
    if (refusal != null) {
      return new JournalHealth(false, refusal);
    }
    String trouble = upkeep.trouble();
    return trouble == null ? JournalHealth.GOOD : new JournalHealth(true, trouble);
  }

  /// For how long the disk has been at what it was given.
  private Duration silent() {
    long since = busySince;
    return Duration.ofNanos(since == 0 ? 0 : System.nanoTime() - since);
  }

  private boolean hangs(Duration silent) {
    return silent.compareTo(settings.deadline()) > 0;
  }

  private String silence(Duration silent) {
    return folder + ": the disk has not answered for " + silent.toSeconds() + " s";
  }

  JournalFigures figures() {
    Tail folding = state.folding();
    long userBytes = 0;
    for (List<UserFile> files : state.files()) {
      for (UserFile file : files) {
        userBytes += file.size();
      }
    }
    return new JournalFigures(
        state.tail().size() + (folding == null ? 0 : folding.size()),
        log.bytes() + (folding == null ? 0 : log.foldingBytes()),
        userBytes,
        waiting.get(),
        log.lastSync(),
        state.hidden().size());
  }

  /// Whether its threads run.
  boolean alive() {
    return !closed && failed() == null;
  }

  private void write() {
    var batch = new ArrayList<Work>();
    try {
      boolean last = false;
      while (!last) {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch);
        last = batch.stream().anyMatch(Last.class::isInstance);
        busySince = now();
        work(batch);
        maybeFold();
        busySince = 0;
      }
    } catch (Throwable ours) { // an OutOfMemoryError above all: whoever waits must hear of it
      synchronized (queue) {
        failure = ours;
        busySince = 0;
        queue.drainTo(batch);
      }
      IOException told = broken(ours);
      batch.forEach(work -> work.done().completeExceptionally(told));
      erasures.forEach(one -> one.completeExceptionally(told));
    }
  }

  private void work(List<Work> batch) throws IOException {
    var appends = new ArrayList<Append>();
    var calls = new HashSet<String>();
    for (Work work : batch) {
      if (work instanceof Append append) {
        String call = append.events() == null ? "" : append.events().call();
        if (!call.isEmpty() && !calls.add(call)) { // the same call twice: the second one last
          appendAll(appends);
          appends.clear();
        }
        appends.add(append);
        continue;
      }
      appendAll(appends);
      appends.clear();
      try {
        switch (work) {
          case Erase erase -> erase(erase);
          case Pause pause -> pause(pause);
          case Append _, Folded _, Last _ -> {}
        }
        work.done().complete(null);
      } catch (LogFile.BrokenLogException broken) {
        throw broken;
      } catch (IOException | RuntimeException refused) {
        work.done().completeExceptionally(refused);
      }
    }
    appendAll(appends);
  }

  /// Whoever pauses the journal is not its disk.
  private void pause(Pause pause) {
    if (pause.taken().compareAndSet(false, true)) {
      busySince = 0;
      pause.work().run();
      busySince = now();
    }
  }

  /// Never 0, which stands for idle.
  private static long now() {
    return System.nanoTime() | 1;
  }

  private void appendAll(List<Append> works) throws IOException {
    if (works.isEmpty()) {
      return;
    }
    try {
      requireRoom();
      var entries = new ArrayList<Entry>();
      List<Append> settled = settled(works, entries);
      Iterator<Numbered> next = log.append(entries).iterator();
      for (Append work : settled) {
        for (int left = work.size(); left > 0; left--) {
          apply(next.next(), work.events() != null);
        }
        work.done().complete(null);
      }
    } catch (LogFile.BrokenLogException broken) {
      throw broken;
    } catch (IOException | RuntimeException refused) {
      works.forEach(work -> work.done().completeExceptionally(refused));
    }
  }

  /// Those that are not refused.
  ///
  /// @param entries gets what is to be written, in order
  private List<Append> settled(List<Append> works, List<Entry> entries) {
    var settled = new ArrayList<Append>(works.size());
    var together = new HashSet<LiveEvent>();
    for (Append work : works) {
      NewEvents events = work.events();
      try {
        if (events != null) {
          events.settle(state, together);
          entries.addAll(events.entries());
          events.entries().stream()
              .map(Entry.Happened::event)
              .filter(LiveEvent::own)
              .forEach(together::add);
        } else {
          entries.addAll(work.entries());
        }
        settled.add(work);
      } catch (IOException | RuntimeException refused) {
        work.done().completeExceptionally(refused);
      }
    }
    return settled;
  }

  /// @param isNew whether that was found out already
  private void apply(Numbered one, boolean isNew) throws IOException {
    LongConsumer heard =
        last -> {
          if (one.entry() instanceof Entry.Happened happened) {
            listener.added(happened.event().user(), last);
          }
        };
    try {
      if (isNew) {
        state.applyNew(one, heard);
      } else {
        state.apply(one, heard);
      }
    } catch (IOException unread) {
      // It is on the disk: to refuse it now would be wrong, and to go on without it, too.
      throw new LogFile.BrokenLogException(
          folder + ": written and not applied: " + unread.getMessage(), unread);
    }
  }

  /// Waits for the upkeep where too much is in memory.
  private void requireRoom() throws IOException {
    long until = System.nanoTime() + settings.deadline().toNanos() / 2;
    while (state.folding() != null
        && state.tail().size() >= (MOST_TAIL - 1) * settings.foldEvents()) {
      String trouble = upkeep.trouble();
      if (upkeep.failure() != null || trouble != null || System.nanoTime() > until) {
        String why = trouble == null ? "" : "; " + trouble;
        throw NotKeptException.nothing(folder + ": too much waits to be folded" + why, null);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException _) {
        // nobody interrupts this thread to end it
      }
    }
  }

  private void erase(Erase erase) throws IOException {
    var entries = new ArrayList<Entry>();
    for (String user : erase.users()) {
      entries.add(new Entry.Erased(state.salt().hash(user)));
    }
    List<Numbered> numbered = log.append(entries);
    erasures.add(erase.gone());
    foldSoon = true;
    RuntimeException failed = null;
    for (int place = 0; place < numbered.size(); place++) {
      String user = erase.users().get(place);
      try {
        erase.heard().accept(user);
      } catch (RuntimeException failure) {
        failed = failure; // of whoever hears of it; what is written is so
      }
      state.erase(user, numbered.get(place).number());
    }
    if (failed != null) {
      throw failed;
    }
  }

  private void maybeFold() throws IOException {
    Throwable ended = upkeep.failure();
    if (ended != null) {
      throw new IllegalStateException(ended);
    }
    if (state.folding() != null) {
      return;
    }
    if (!foldSoon
        && state.tail().size() < settings.foldEvents()
        && log.bytes() < settings.foldBytes()) {
      return;
    }
    if (!log.roll()) {
      return; // tried again with the next entry
    }
    foldSoon = false;
    int changes = state.catalogue().changes();
    List<Numbered> items = changes == itemsWritten ? null : state.aboutNoEvent();
    itemsWritten = changes;
    var waiting = List.copyOf(erasures);
    erasures.clear();
    var done = new CompletableFuture<@Nullable Void>();
    var _ = done.whenComplete((_, cause) -> waiting.forEach(one -> tell(one, cause)));
    Map<String, Long> gone = Map.copyOf(state.hidden());
    upkeep.submit(new Fold(state.freeze(), log.last(), log.number(), items, gone, done));
  }

  private static void tell(CompletableFuture<@Nullable Void> one, @Nullable Throwable cause) {
    if (cause == null) {
      one.complete(null);
    } else {
      one.completeExceptionally(cause);
    }
  }

  /// Writes what waits, ends the step of upkeep that is being done, then closes.
  ///
  /// @throws NotKeptException when the disk does not answer; then its files stay open, and it may
  ///   be closed again
  @Override
  public void close() throws IOException {
    synchronized (queue) {
      if (!closed && failure == null) {
        queue.add(new Last(new CompletableFuture<>()));
      }
      closed = true;
    }
    try {
      while (!thread.join(LOOK)) {
        Duration silent = silent();
        if (hangs(silent)) {
          throw unknown(silence(silent));
        }
      }
      if (!upkeep.end(settings.erasing())) {
        throw unknown(folder + ": the upkeep has not come to its end");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw unknown(folder + ": interrupted");
    }
    if (!released.compareAndSet(false, true)) {
      return;
    }
    var end = new IOException(folder + ": closed; the erasure goes on at the next start");
    erasures.forEach(one -> one.completeExceptionally(end));
    try {
      log.close();
    } finally {
      state.close();
    }
  }

  private static NotKeptException unknown(String message) {
    return new NotKeptException(
        message + "; what waits may be kept or not", "it may be kept or not", null);
  }
}
