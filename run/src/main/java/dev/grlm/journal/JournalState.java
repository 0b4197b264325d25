package dev.grlm.journal;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// What a journal has kept: users' events in files and in the tail of the log, the rest in memory.
/// One thread applies and changes files, others ask.
public final class JournalState {
  /// Files of users are kept by the first bits of their hashes, so that what has to be written anew
  /// for one user is small.
  static final int SHARDS = 64;

  private final String id;
  private final Salt salt;
  private final Reads reads;
  private final Names names = new Names();
  private final Catalogue catalogue = new Catalogue();

  /// Users who were erased and whose events are still in files: what has a number up to this counts
  /// no more.
  private final Map<String, Long> hidden = new ConcurrentHashMap<>();

  /// Hashes of users that a replay will erase, and who they are as far as that is known.
  private final Set<String> expected = new HashSet<>();

  private final Map<String, String> toErase = new HashMap<>();
  private final AtomicLong events = new AtomicLong();
  private volatile long lastNumber;
  private volatile View view;

  /// @param files by shard, the oldest first
  /// @param folding what is being written to files, after them
  /// @param tail what came since
  private record View(List<List<UserFile>> files, @Nullable Tail folding, Tail tail) {}

  JournalState(String id, Salt salt) {
    this(id, salt, Reads.DIRECT);
  }

  /// @param reads how files are looked into by those who ask; closed with this
  JournalState(String id, Salt salt, Reads reads) {
    this.id = id;
    this.salt = salt;
    this.reads = reads;
    var none = new ArrayList<List<UserFile>>();
    for (int shard = 0; shard < SHARDS; shard++) {
      none.add(List.of());
    }
    this.view = new View(List.copyOf(none), null, new Tail());
  }

  /// One that is kept nowhere, for what only needs to collect.
  public static JournalState inMemory() {
    return new JournalState("memory", Salt.random());
  }

  static int shard(long hash) {
    return (int) (hash >>> 58);
  }

  /// Names the journal for ever, whatever its folder is called.
  public String id() {
    return id;
  }

  Salt salt() {
    return salt;
  }

  /// Number of the last entry.
  public long lastNumber() {
    return lastNumber;
  }

  /// Events that count.
  public long events() {
    return events.get();
  }

  /// Takes the next entry.
  ///
  /// @param last is told the number that the user's last event had before, where this is a new
  ///   event
  /// @return false for an event that is known
  public boolean apply(Numbered numbered, LongConsumer last) throws IOException {
    boolean retry =
        numbered.entry() instanceof Entry.Happened happened
            && happened.byTime()
            && isRetry(happened);
    if (retry) {
      startAfter(numbered.number());
      return false;
    }
    applyNew(numbered, last);
    return true;
  }

  /// As [#apply] for what is known to be new.
  void applyNew(Numbered numbered, LongConsumer last) {
    if (numbered.entry() instanceof Entry.Happened happened) {
      view.tail().add(numbered.number(), happened);
      events.incrementAndGet();
      last.accept(names.put(UserRecord.bytes(happened.event().user()), numbered.number()));
    } else {
      catalogue.add(numbered);
    }
    startAfter(numbered.number()); // the last: who reads it finds what has it
  }

  /// Of two calls at once that bring the same, both may have found it new. Where the first is in a
  /// file already, [#events] still tells it once.
  private boolean isRetry(Entry.Happened happened) throws IOException {
    View now = view;
    LiveEvent event = happened.event();
    return now.tail().has(event)
        || (now.folding() != null && !hidden.containsKey(event.user()) && now.folding().has(event))
        || (!happened.call().isEmpty()
            && taken(happened.call(), happened.place()) == KeyedCalls.number(event));
  }

  /// Takes the entry that erases a user and forgets the user.
  public void erase(String user, long number) throws IOException {
    apply(new Numbered(number, new Entry.Erased(salt.hash(user))), _ -> {});
    forget(user, number);
  }

  /// Forgets a user. What files have of the user is to be taken out of them.
  ///
  /// @param number of the entry that says so
  void forget(String user, long number) {
    try {
      events.addAndGet(-events(user, Reads.DIRECT).size()); // its thread has all the time it takes
    } catch (IOException _) {
      // only the count is wrong; the upkeep that has to read the record will say what is the matter
    }
    hidden.put(user, number);
    view.tail().forget(user);
    names.remove(user);
  }

  /// The events of a user in the order of their numbers. The same event, by item and own time, may
  /// stand there twice: see [#apply].
  ///
  /// @throws NotReadException when the disk does not answer
  /// @throws IOException naming the file, when a record was altered
  public List<Stored> events(String user) throws IOException {
    return events(user, reads);
  }

  private List<Stored> events(String user, Reads with) throws IOException {
    byte[] key = UserRecord.bytes(user);
    long hash = UserRecord.hash(UserRecord.USER, key, salt.seed());
    return reading(
        hash,
        with,
        now -> {
          var found = new ArrayList<Stored>();
          for (UserFile file : now.files().get(shard(hash))) {
            UserRecord one = file.find(hash, UserRecord.USER, key);
            if (one != null) {
              found.addAll(one.events());
            }
          }
          if (now.folding() != null) {
            found.addAll(now.folding().events(user));
          }
          found.addAll(now.tail().events(user));
          Long gone = hidden.get(user);
          if (gone != null) {
            found.removeIf(event -> event.number() <= gone);
          }
          return found;
        });
  }

  /// What was taken at each place of a call, 0 where none is known; perhaps shorter than the call.
  int[] taken(String call) throws IOException {
    byte[] key = UserRecord.bytes(call);
    long hash = UserRecord.hash(UserRecord.CALL, key, salt.seed());
    return reading(
        hash,
        reads,
        now -> {
          int[] found = {};
          for (UserFile file : now.files().get(shard(hash))) {
            UserRecord one = file.find(hash, UserRecord.CALL, key);
            found = one == null ? found : one.taken(found);
          }
          if (now.folding() != null) {
            found = now.folding().calls().taken(call, found);
          }
          return now.tail().calls().taken(call, found);
        });
  }

  /// For the thread that applies: what is on the disk must be, however long it takes.
  private int taken(String call, int place) throws IOException {
    byte[] key = UserRecord.bytes(call);
    long hash = UserRecord.hash(UserRecord.CALL, key, salt.seed());
    return reading(
        hash,
        Reads.DIRECT,
        now -> {
          int found = now.tail().calls().taken(call, place);
          if (found == 0 && now.folding() != null) {
            found = now.folding().calls().taken(call, place);
          }
          for (UserFile file : found == 0 ? now.files().get(shard(hash)) : List.<UserFile>of()) {
            UserRecord one = file.find(hash, UserRecord.CALL, key);
            found = one == null ? found : one.taken(place);
          }
          return found;
        });
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(View now) throws IOException;
  }

  /// Files are taken away when others hold what they did: then it is read in those.
  @SuppressWarnings("ReferenceEquality") // whether it is still the same one
  private <T> T reading(long hash, Reads with, Reading<T> reading) throws IOException {
    while (true) {
      View now = view;
      try {
        boolean inMemory = now.files().get(shard(hash)).isEmpty();
        return inMemory ? reading.of(now) : with.of(() -> reading.of(now));
      } catch (IllegalStateException closed) {
        if (view == now) {
          throw new ClosedChannelException();
        }
      }
    }
  }

  /// What looks up many at once.
  ///
  /// @throws NotReadException when the disk does not answer
  <T> T lookingUp(Callable<T> many) throws IOException {
    boolean inMemory = view.files().stream().allMatch(List::isEmpty);
    return (inMemory ? Reads.DIRECT : reads).of(many);
  }

  /// For how long the disk has not answered somebody who looks into files, zero where it does.
  Duration readsHang() {
    return reads.hangs();
  }

  /// Number of the user's last event, 0 for a user without one.
  public long last(String user) {
    return names.last(user);
  }

  /// Users whose last event has a higher number than `after` and whose id begins with the query, or
  /// contains it; in order.
  public List<String> search(String query, boolean begins, int limit, long after) {
    return names.search(query, begins, limit, after);
  }

  /// Tells of every user with the number of the last event, in no order.
  public void eachUser(ObjLongConsumer<String> seen) {
    names.each(seen::accept);
  }

  /// As [#eachUser] for those whose last event has a higher number than `after`; keeps nobody who
  /// writes waiting for what `seen` does.
  public void eachUser(long after, Consumer<String> seen) {
    names.each(after, seen);
  }

  /// What of the entries with a higher number is about no event.
  public Since since(long number) {
    return catalogue.since(number);
  }

  /// Number of the entry by which a user was erased last, 0 for none.
  public long erasedAt(String user) {
    return catalogue.noneErased() ? 0 : catalogue.erasedAt(salt.hash(user));
  }

  /// What was said of items and who was erased, as far as it counts still.
  public List<Numbered> aboutNoEvent() {
    return catalogue.entries();
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Tail tail() {
    return view.tail();
  }

  @Nullable Tail folding() {
    return view.folding();
  }

  List<List<UserFile>> files() {
    return view.files();
  }

  Map<String, Long> hidden() {
    return hidden;
  }

  /// What is in the tail is to be folded; what comes is a new one.
  synchronized Tail freeze() {
    View now = view;
    if (now.folding() != null) {
      throw new IllegalStateException("what was to be folded before is not yet");
    }
    view = new View(now.files(), now.tail(), new Tail());
    return now.tail();
  }

  /// These files stand instead of those before.
  ///
  /// @param folded whether they hold what was being folded
  synchronized void replace(List<List<UserFile>> files, boolean folded) {
    View now = view;
    view = new View(List.copyOf(files), folded ? null : now.folding(), now.tail());
  }

  /// Entries up to this number are in files, whether anything of them counts still or not.
  void startAfter(long number) {
    lastNumber = Math.max(lastNumber, number);
  }

  /// Takes over what a file has, when the journal is opened: names and counts. Reads and checks
  /// every record. Files of different shards may be taken over side by side.
  void load(int shard, UserFile file) throws IOException {
    add(shard, file);
    UserFile.Records records = file.inOrder();
    for (int place = 0; place < file.records(); place++) {
      UserRecord one = records.at(place);
      if (one.kind() == UserRecord.USER) {
        names.put(one.id(), one.last());
      }
    }
    events.addAndGet(file.events());
  }

  private synchronized void add(int shard, UserFile file) {
    var files = new ArrayList<>(view.files());
    var ofShard = new ArrayList<>(files.get(shard));
    ofShard.add(file);
    files.set(shard, List.copyOf(ofShard));
    replace(files, false);
  }

  /// To be told before a replay in which users are erased: whose hashes are to come.
  void expectErasures(Set<String> hashes) {
    expected.addAll(hashes);
    if (!expected.isEmpty()) {
      names.each((user, _) -> expect(user));
    }
  }

  private void expect(String user) {
    String hash = salt.hash(user);
    if (expected.contains(hash)) {
      toErase.put(hash, user);
    }
  }

  /// As [#apply] for an entry of the log, which of an erased user has the hash alone.
  void replay(Numbered numbered) throws IOException {
    apply(numbered, _ -> {});
    switch (numbered.entry()) {
      case Entry.Happened happened when !expected.isEmpty() -> expect(happened.event().user());
      case Entry.Erased erased -> {
        String user = toErase.get(erased.userHash());
        if (user != null) {
          forget(user, numbered.number());
        }
      }
      case Entry.Happened _, Entry.Put _, Entry.Deleted _ -> {}
    }
  }

  void close() {
    reads.close();
    view.files().forEach(files -> files.forEach(UserFile::close));
  }
}
