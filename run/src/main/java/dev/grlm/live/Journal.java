package dev.grlm.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.io.WholeLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What arrived since a run was fitted, as `journal.jsonl`: a first line that names the journal,
/// then an [Entry] a line, numbered from 1. What [#append] returned from is on the disk.
///
/// One thread writes. Entries that arrive while it waits for the disk are made durable together,
/// and are handed to `applied` in their order before their callers go on. A last line without its
/// end was never acknowledged and is cut off at the next start; anything else that is broken is an
/// error. One process at a time: the folder is locked. Thread-safe.
final class Journal implements AutoCloseable {
  private static final String FILE = "journal.jsonl";
  private static final int FORMAT = 1;

  private final Path file;
  private final FileChannel lockChannel;
  private final String id;
  private final Consumer<Numbered> applied;
  private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
  private final Thread writer;
  private FileChannel channel;
  private long next;
  private final AtomicLong events = new AtomicLong();
  private volatile boolean closed;

  /// An entry with its number.
  record Numbered(long number, Entry entry) {}

  /// Something the writer does, one after the other.
  private sealed interface Work {
    CompletableFuture<@Nullable Void> done();
  }

  private record Append(List<Entry> entries, CompletableFuture<@Nullable Void> done)
      implements Work {}

  /// @param after runs when the new file is there
  private record Rewrite(
      Predicate<Entry> drop, Entry entry, Runnable after, CompletableFuture<@Nullable Void> done)
      implements Work {}

  private record Pause(Paused work, CompletableFuture<@Nullable Void> done) implements Work {}

  private record Last(CompletableFuture<@Nullable Void> done) implements Work {}

  /// What was read of a file.
  private record Read(String id, long length, long next, long events) {}

  private Journal(
      Path file,
      FileChannel lockChannel,
      FileChannel channel,
      Read read,
      Consumer<Numbered> applied) {
    this.file = file;
    this.lockChannel = lockChannel;
    this.channel = channel;
    this.id = read.id();
    this.next = read.next();
    this.events.set(read.events());
    this.applied = applied;
    this.writer = Thread.ofPlatform().name("grlm-journal").daemon().start(this::write);
  }

  /// Opens the journal in `folder`, which is made where it is missing, and replays it.
  ///
  /// @param applied hears every entry of the file in order, then every new one
  /// @throws IOException in one line, when another process has it open or a line is broken
  @SuppressWarnings("resource") // the channels belong to the journal
  static Journal open(Path folder, Consumer<Numbered> applied) throws IOException {
    Files.createDirectories(folder);
    FileChannel lockChannel =
        FileChannel.open(
            folder.resolve("journal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!locked(lockChannel)) {
        throw new IOException(folder + ": the journal is in use by another process");
      }
      Path file = folder.resolve(FILE);
      if (Files.notExists(file)) {
        create(file);
      }
      Read read = read(file, applied);
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      channel.truncate(read.length());
      channel.position(read.length());
      return new Journal(file, lockChannel, channel, read, applied);
    } catch (IOException failure) {
      lockChannel.close();
      throw failure;
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private static void create(Path file) throws IOException {
    String header =
        Json.line(Json.object().put("journal", UUID.randomUUID().toString()).put("format", FORMAT));
    replace(file, List.of(header));
  }

  /// Reads what a journal holds, without opening it for writing.
  ///
  /// @return the journal's id
  /// @throws IOException in one line, when there is none or a line is broken
  static String replay(Path folder, Consumer<Numbered> applied) throws IOException {
    return read(folder.resolve(FILE), applied).id();
  }

  private static Read read(Path file, Consumer<Numbered> applied) throws IOException {
    try (var lines = WholeLines.open(file)) {
      String first = lines.next();
      JsonNode header = first == null ? Json.object() : parsed(file, 1, first);
      if (header.path("format").asInt() != FORMAT || !header.path("journal").isTextual()) {
        throw new IOException(file + ":1: not the first line of a journal: " + first);
      }
      long number = 0;
      long events = 0;
      for (String line = lines.next(); line != null; line = lines.next()) {
        try {
          JsonNode tree = Json.parse(line);
          long n = Entry.number(tree, "n");
          if (n <= number) {
            throw new IOException("entry " + n + " after entry " + number);
          }
          number = n;
          Entry entry = Entry.of(tree);
          events += entry instanceof Entry.Happened ? 1 : 0;
          applied.accept(new Numbered(n, entry));
        } catch (IOException broken) {
          throw new IOException(lines.place() + ": broken entry: " + broken.getMessage(), broken);
        }
      }
      return new Read(header.path("journal").asText(), lines.end(), number + 1, events);
    }
  }

  private static JsonNode parsed(Path file, long number, String line) throws IOException {
    try {
      return Json.parse(line);
    } catch (IOException broken) {
      throw new IOException(file + ":" + number + ": " + broken.getMessage(), broken);
    }
  }

  /// Names this journal for ever, whatever its folder is called.
  String id() {
    return id;
  }

  /// Entries that are events.
  long events() {
    return events.get();
  }

  /// Returns when the entries are on the disk and `applied` has heard of them: all or, in case of
  /// an exception, none.
  void append(List<? extends Entry> entries) throws IOException {
    await(new Append(List.copyOf(entries), new CompletableFuture<>()));
  }

  /// Takes entries out of the file for good and appends one. Returns when the new file is on the
  /// disk and `after` has run; until then nothing else is appended.
  void rewrite(Predicate<Entry> drop, Entry entry, Runnable after) throws IOException {
    await(new Rewrite(drop, entry, after, new CompletableFuture<>()));
  }

  /// Lets `work` see all entries while no new one is applied: what is appended meanwhile waits.
  ///
  /// @throws IOException when the file cannot be read, or `work` throws it
  void pausing(Paused work) throws IOException {
    await(new Pause(work, new CompletableFuture<>()));
  }

  /// What is done while nothing is appended.
  @FunctionalInterface
  interface Paused {
    void run(List<Numbered> entries) throws IOException;
  }

  private void await(Work work) throws IOException {
    synchronized (queue) {
      if (closed) {
        throw new IOException(file + ": the journal is closed");
      }
      queue.add(work);
    }
    try {
      work.done().get();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IOException(file + ": interrupted; the entries may be kept or not", interruption);
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      if (cause instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IOException(cause.getMessage(), cause);
    }
  }

  private void write() {
    var batch = new ArrayList<Work>();
    boolean last = false;
    while (!last) {
      try {
        batch.add(queue.take());
      } catch (InterruptedException _) {
        continue; // nobody interrupts this thread to end it, there is a last work for that
      }
      queue.drainTo(batch);
      last = batch.stream().anyMatch(Last.class::isInstance);
      work(batch);
      batch.clear();
    }
  }

  private void work(List<Work> batch) {
    var appends = new ArrayList<Append>();
    for (Work work : batch) {
      if (work instanceof Append append) {
        appends.add(append);
        continue;
      }
      appendAll(appends);
      appends.clear();
      try {
        switch (work) {
          case Rewrite rewrite -> rewriteNow(rewrite);
          case Pause pause -> {
            var entries = new ArrayList<Numbered>();
            read(file, entries::add);
            pause.work().run(entries);
          }
          case Append _, Last _ -> {}
        }
        work.done().complete(null);
      } catch (IOException | RuntimeException failure) {
        work.done().completeExceptionally(failure);
      }
    }
    appendAll(appends);
  }

  private void appendAll(List<Append> works) {
    if (works.isEmpty()) {
      return;
    }
    try {
      var numbered = new ArrayList<Numbered>();
      var lines = new StringBuilder();
      for (Append work : works) {
        for (Entry entry : work.entries()) {
          var one = new Numbered(next + numbered.size(), entry);
          numbered.add(one);
          lines.append(entry.line(one.number())).append('\n');
        }
      }
      toDisk(lines.toString());
      apply(numbered);
      works.forEach(work -> work.done().complete(null));
    } catch (IOException | RuntimeException failure) {
      works.forEach(work -> work.done().completeExceptionally(failure));
    }
  }

  private void apply(List<Numbered> numbered) {
    next += numbered.size();
    for (Numbered one : numbered) {
      if (one.entry() instanceof Entry.Happened) {
        events.incrementAndGet();
      }
      applied.accept(one);
    }
  }

  private void toDisk(String lines) throws IOException {
    long before = channel.position();
    try {
      ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException failure) {
      channel.truncate(before);
      channel.position(before);
      throw new IOException(file + ": not written: " + failure.getMessage(), failure);
    }
  }

  private void rewriteNow(Rewrite work) throws IOException {
    var lines = new ArrayList<String>();
    lines.add(Json.line(Json.object().put("journal", id).put("format", FORMAT)));
    long kept = 0;
    try (var old = WholeLines.open(file)) {
      old.next();
      for (String line = old.next(); line != null; line = old.next()) {
        Entry entry = Entry.of(Json.parse(line));
        if (!work.drop().test(entry)) {
          lines.add(line);
          kept += entry instanceof Entry.Happened ? 1 : 0;
        }
      }
    }
    var added = new Numbered(next, work.entry());
    lines.add(work.entry().line(next));
    replace(file, lines);
    channel.close();
    channel = FileChannel.open(file, StandardOpenOption.WRITE);
    channel.position(channel.size());
    events.set(kept);
    apply(List.of(added));
    work.after().run();
  }

  /// A whole new file under the name, on the disk before and after the renaming.
  private static void replace(Path file, List<String> lines) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (var out =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (String line : lines) {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
      out.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    Path folder = file.getParent();
    if (folder != null) {
      try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      } catch (IOException _) {
        // not every system lets a folder be opened; the renaming is then as durable as it makes it
      }
    }
  }

  /// Writes what waits, then closes. What comes later is refused.
  @Override
  public void close() throws IOException {
    synchronized (queue) {
      if (closed) {
        return;
      }
      closed = true;
      queue.add(new Last(new CompletableFuture<>()));
    }
    try {
      writer.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    try (lockChannel) {
      channel.close();
    }
  }
}
