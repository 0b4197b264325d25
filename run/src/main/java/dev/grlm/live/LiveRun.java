package dev.grlm.live;

import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.journal.Entry;
import dev.grlm.journal.Journal;
import dev.grlm.journal.JournalState;
import dev.grlm.journal.LiveEvent;
import dev.grlm.journal.Numbered;
import dev.grlm.journal.ReusedKeyException;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.run.ItemReason;
import dev.grlm.system.Explaining;
import dev.grlm.system.RecommenderSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A run that is asked, learns of events and items, and can be replaced by a newer one without
/// losing an ask. Thread-safe.
///
/// What is asked goes by one [State]: an open run, the catalogue as it is now, the histories. A new
/// item makes a new catalogue, a new run makes a new state; asks that are being decoded end with
/// the one they began with.
public final class LiveRun implements AutoCloseable {
  private final List<RecommenderSystem<?>> house;
  private final LiveSettings settings;
  private final Journal journal;
  private final Batcher<Ask, Answer> batcher;
  private final Semaphore explaining;
  private final ReentrantLock changing = new ReentrantLock();
  private final CatalogChanges changes = new CatalogChanges();
  private volatile State state;
  private volatile boolean closed;

  /// @param folder of the run
  private record State(Path folder, RunInUse inUse, Shelf shelf, LiveHistories histories) {
    State with(Shelf other) {
      return new State(folder, inUse, other, histories);
    }

    String name() {
      return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }
  }

  private LiveRun(
      List<RecommenderSystem<?>> house, LiveSettings settings, Journal journal, Path run)
      throws IOException {
    this.house = house;
    this.settings = settings;
    this.journal = journal;
    for (Numbered numbered : journal.state().aboutNoEvent()) {
      switch (numbered.entry()) {
        case Entry.Put put -> changes.put(put);
        case Entry.Deleted deleted -> changes.delete(deleted.item());
        case Entry.Happened _, Entry.Erased _ -> {}
      }
    }
    this.state = newState(run, RunInUse.open(house, run));
    this.batcher = new Batcher<>(settings, this::answers);
    this.explaining = new Semaphore(settings.workers());
    journal.listen((user, lastBefore) -> state.histories().added(user, lastBefore));
  }

  /// @param house all systems there are
  /// @param run a fitted run
  /// @param journal folder for what arrives; made where it is missing, replayed where it is not
  /// @throws IOException in one line, when the run is none or the journal is broken or in use
  public static LiveRun open(
      List<RecommenderSystem<?>> house, Path run, Path journal, LiveSettings settings)
      throws IOException {
    Journal opened = Journal.open(journal);
    try {
      return new LiveRun(house, settings, opened, run);
    } catch (IOException | RuntimeException failure) {
      opened.close();
      throw failure;
    }
  }

  /// Brings an open run up to what the journal says.
  private State newState(Path run, RunInUse inUse) {
    try {
      Collected collected = inUse.collected();
      var histories =
          new LiveHistories(inUse.histories(), journal.state(), collected.upToOf(journal.id()));
      return new State(run, inUse, changes.shelf(inUse), histories);
    } catch (RuntimeException failure) {
      inUse.retire();
      throw failure;
    }
  }

  /// Refuses a question that no answer is to be expected to.
  ///
  /// @throws IllegalArgumentException naming the domains there are, when its filter names another
  public void require(Ask ask) {
    state.shelf().requireDomains(ask.filter());
  }

  /// Waits for the answer.
  ///
  /// @throws IllegalArgumentException as [#require]
  /// @throws OverloadedException when too much is waiting, or the deadline passes
  /// @throws InterruptedException when the waiting thread is interrupted
  public Answer recommend(Ask ask) throws InterruptedException {
    return recommend(List.of(ask)).getFirst();
  }

  /// As [#recommend(Ask)] for several at once; one refused ask refuses all.
  public List<Answer> recommend(List<Ask> asks) throws InterruptedException {
    return recommend(asks, "");
  }

  /// As [#recommend(List)], fair between callers: they take turns, and where the queue is full the
  /// one that has most of it gives way.
  ///
  /// @param caller who asks
  public List<Answer> recommend(List<Ask> asks, String caller) throws InterruptedException {
    requireOpen();
    asks.forEach(this::require);
    return asks.isEmpty() ? List.of() : batcher.ask(asks, caller);
  }

  private static @Nullable List<String> stored(State now, String user) {
    try {
      return now.histories().of(user, now.shelf().catalog());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// What an ask means now.
  private record Understood(Query query, List<String> history, List<String> ignored) {}

  private Understood understood(State now, Ask ask) {
    List<String> asked = ask.history();
    if (asked == null) {
      List<String> stored = stored(now, Objects.requireNonNull(ask.user()));
      asked = stored == null ? List.of() : stored;
    }
    var known = new ArrayList<String>();
    var ignored = new ArrayList<String>();
    for (String id : asked) {
      (now.shelf().catalog().indexOf(id) >= 0 ? known : ignored).add(id);
    }
    List<String> newest =
        known.subList(Math.max(0, known.size() - settings.longestHistory()), known.size());
    int[] history = newest.stream().mapToInt(now.shelf().catalog()::indexOf).toArray();
    BitSet excluded = now.shelf().excluded(ask.filter());
    if (!now.shelf().grlm().repeats()) {
      for (String id : known) {
        excluded.set(now.shelf().catalog().indexOf(id));
      }
    }
    BitSet among = now.shelf().ofDomains(ask.filter());
    return new Understood(new Query(history, ask.k(), excluded, among), newest, ignored);
  }

  /// The work of a batch.
  private List<Answer> answers(List<Ask> asks) {
    State now = acquired();
    try {
      List<Understood> understood = asks.stream().map(ask -> understood(now, ask)).toList();
      List<List<Recommendation>> lists =
          now.shelf().grlm().recommend(understood.stream().map(Understood::query).toList());
      var answers = new ArrayList<Answer>();
      for (int place = 0; place < asks.size(); place++) {
        boolean withReasons = asks.get(place).reasons() && now.shelf().grlm().explains();
        answers.add(answer(now, understood.get(place), lists.get(place), withReasons));
      }
      return answers;
    } finally {
      now.inUse().release();
    }
  }

  private State acquired() {
    while (true) {
      State now = state;
      if (now.inUse().acquire()) {
        return now;
      }
      if (closed) {
        throw closed();
      }
    }
  }

  private static OverloadedException closed() {
    return new OverloadedException("the live run is closed", true, Duration.ofSeconds(1));
  }

  private void requireOpen() {
    if (closed) {
      throw closed();
    }
  }

  private static Answer answer(
      State now, Understood understood, List<Recommendation> list, boolean withReasons) {
    List<List<ItemReason>> reasons = withReasons ? reasons(now, understood, list) : List.of();
    Set<String> terms = now.shelf().termsOf(understood.query().history());
    var places = new ArrayList<Answer.Place>();
    for (Recommendation one : list) {
      Identifier identifier = now.shelf().identifiers().of(one.item());
      places.add(
          new Answer.Place(
              places.size() + 1,
              now.shelf().catalog().item(one.item()),
              identifier,
              one.generated(),
              one.source(),
              one.score(),
              identifier.symbols().stream().filter(terms::contains).toList(),
              reasons.isEmpty() ? null : reasons.get(places.size())));
    }
    Answer.Basis basis =
        understood.history().isEmpty() ? Answer.Basis.POPULARITY : Answer.Basis.MODEL;
    return new Answer(now.name(), basis, understood.history(), understood.ignored(), places);
  }

  private static List<List<ItemReason>> reasons(
      State now, Understood understood, List<Recommendation> list) {
    return ItemReason.of(
        now.shelf().grlm().reasons(understood.query(), list), now.shelf().catalog());
  }

  /// An answer with its beams, and what spoke for its items. Is not batched with others; as many
  /// are made at once as the settings have workers.
  ///
  /// @throws IllegalArgumentException as [#require]
  /// @throws OverloadedException when the deadline passes before its turn comes
  /// @throws dev.grlm.system.CannotException when the run's system does not search
  public Explanation explain(Ask ask) throws InterruptedException {
    requireOpen();
    require(ask);
    if (!explaining.tryAcquire(settings.deadline().toNanos(), TimeUnit.NANOSECONDS)) {
      throw new OverloadedException(
          "too many explanations are asked for", false, Duration.ofSeconds(1));
    }
    try {
      return explained(ask);
    } finally {
      explaining.release();
    }
  }

  private Explanation explained(Ask ask) {
    State now = acquired();
    try {
      Understood understood = understood(now, ask);
      Explaining.Explained explained = now.shelf().grlm().explain(understood.query());
      return new Explanation(
          answer(now, understood, explained.list(), true),
          explained.beams().stream()
              .map(beam -> Explanation.Node.of(beam, now.shelf().catalog()))
              .toList());
    } finally {
      now.inUse().release();
    }
  }

  /// The items of a user's history, oldest first, collected events included; empty for an unknown
  /// user.
  public Optional<List<Item>> history(String user) {
    State now = state;
    List<String> ids = stored(now, user);
    return ids == null
        ? Optional.empty()
        : Optional.of(
            ids.stream()
                .mapToInt(now.shelf().catalog()::indexOf)
                .filter(item -> item >= 0)
                .mapToObj(now.shelf().catalog()::item)
                .toList());
  }

  /// Nothing for a deleted item.
  public Optional<ItemView> item(String id) {
    Shelf shelf = state.shelf();
    int item = shelf.catalog().indexOf(id);
    return item < 0 || shelf.isDeleted(item) ? Optional.empty() : Optional.of(shelf.view(item));
  }

  /// The Term ID of an item, also of a deleted one; for items that come from [#history] and
  /// [#searchItems].
  ///
  /// @throws IllegalArgumentException when the catalogue does not have the item
  public Identifier identifier(Item item) {
    Shelf shelf = state.shelf();
    int number = shelf.catalog().indexOf(item.id());
    if (number < 0) {
      throw new IllegalArgumentException("no item has the id '" + item.id() + "'");
    }
    return shelf.identifiers().of(number);
  }

  /// @param limit of examples and siblings each
  public Optional<TermView> term(String term, int limit) {
    return Optional.ofNullable(state.shelf().term(term, limit));
  }

  /// Items whose title, Term ID or id has all words of the query, best match first.
  public List<Item> searchItems(String query, int limit) {
    return state.shelf().search(query, limit);
  }

  /// Ids of users that begin with the query, then of those that contain it.
  public List<String> searchUsers(String query, int limit) {
    return state.histories().search(query, limit);
  }

  /// As [#append(List, String)] without a key.
  public Appended append(List<LiveEvent> events) throws IOException {
    return append(events, "");
  }

  /// Appends to users' histories, in which events stand in the order of their times. An event that
  /// was taken before, of the same user and item with the same time of its own, is not taken again.
  /// When this returns, the events are on the disk.
  ///
  /// @param key names this call, so that its events count once although it is made again; empty for
  ///   no name
  /// @throws ReusedKeyException when the key came before with other events; then none is taken
  /// @throws IllegalArgumentException naming the event, when a user's id cannot be one or an item
  ///   is unknown; then none is taken
  /// @throws IOException when they could not be made durable
  public Appended append(List<LiveEvent> events, String key) throws IOException {
    requireOpen();
    State now = state;
    JournalState kept = journal.state();
    var fresh = new LinkedHashMap<Object, Entry>();
    for (int place = 0; place < events.size(); place++) {
      LiveEvent event = events.get(place);
      requireId("user", event.user());
      if (now.shelf().catalog().indexOf(event.item()) < 0) {
        throw new IllegalArgumentException("no item has the id '" + event.item() + "'");
      }
      kept.requireSameCall(event, key, place);
      if (!kept.knows(event, key, place)) {
        Object same = event.own() ? event : place; // two without a time are two
        fresh.putIfAbsent(same, new Entry.Happened(event, true, key, place));
      }
    }
    if (!fresh.isEmpty()) {
      journal.append(List.copyOf(fresh.values()));
    }
    return new Appended(fresh.size(), events.size() - fresh.size());
  }

  private static void requireId(String kind, String id) {
    if (id.isBlank() || id.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the "
              + kind
              + " id '"
              + id.replaceAll("\\p{Cntrl}", "?")
              + "' is blank or has a control"
              + " character in it");
    }
  }

  /// Takes a new item, names it beside its neighbors and makes it searchable and recommendable; one
  /// that is there already gets new metadata and keeps its Term ID. When this returns, it is on the
  /// disk.
  ///
  /// @throws IllegalArgumentException when the item's id cannot be one, or there is no text
  /// @throws dev.grlm.system.CannotException when the item is new and the system cannot take new
  ///   ones
  public ItemView put(Item item) throws IOException {
    requireOpen();
    requireId("item", item.id());
    changing.lock();
    State now = acquired();
    try {
      if (item.textParts(now.inUse().grlm().config().shared().textFields()).isEmpty()) {
        throw new IllegalArgumentException(
            "the item '" + item.id() + "' has no text that it could be named by");
      }
      ItemJson.write(item); // an item that cannot be written is to be known before anything changes
      int known = now.shelf().catalog().indexOf(item.id());
      if (known < 0) {
        var _ = now.inUse().grlm().growing();
      }
      Identifiers all = now.shelf().identifiers();
      Identifier identifier =
          known >= 0 ? all.of(known) : now.inUse().name(item, name -> !all.items(name).isEmpty());
      var put = new Entry.Put(item, identifier, now.inUse().grlm().books());
      journal.append(List.of(put));
      changes.put(put);
      publish(now);
    } finally {
      now.inUse().release();
      changing.unlock();
    }
    return item(item.id()).orElseThrow();
  }

  private void publish(State now) {
    state = now.with(changes.shelf(now.inUse()));
  }

  /// Erases a user's events from the journal and forgets the user, also one of the run's data.
  ///
  /// @return false where there is no such user
  public boolean deleteUser(String user) throws IOException {
    requireOpen();
    if (!state.histories().knows(user)) {
      return false;
    }
    journal.erase(List.of(user), gone -> state.histories().erasing(gone));
    return true;
  }

  /// The item is never recommended again; it stays in histories.
  ///
  /// @return false where there is no such item
  public boolean deleteItem(String id) throws IOException {
    requireOpen();
    changing.lock();
    State now = acquired();
    try {
      int item = now.shelf().catalog().indexOf(id);
      if (item < 0 || now.shelf().isDeleted(item)) {
        return false;
      }
      journal.append(List.of(new Entry.Deleted(id)));
      changes.delete(id);
      publish(now);
      return true;
    } finally {
      now.inUse().release();
      changing.unlock();
    }
  }

  /// Answers by another run from now on; asks that are being decoded end with the old one.
  ///
  /// @throws IOException in one line, when the run is none; then nothing has changed
  public void swap(Path run) throws IOException {
    requireOpen();
    changing.lock();
    try {
      State old = state;
      RunInUse opened = RunInUse.open(house, run); // takes seconds, in which events go on arriving
      try {
        journal.pausing(() -> state = newState(run, opened));
      } catch (IOException closedMeanwhile) {
        opened.retire();
        throw closedMeanwhile;
      }
      old.inUse().retire();
    } finally {
      changing.unlock();
    }
  }

  /// The folder of the run that answers now, for its report.
  public Path folder() {
    return state.folder();
  }

  public LiveStatus status() {
    State now = state;
    return new LiveStatus(
        now.name(),
        now.shelf().catalog().size() - now.shelf().deletedItems(),
        now.histories().size(),
        journal.state().events(),
        now.shelf().addedItems(),
        now.shelf().deletedItems(),
        batcher.waiting(),
        journal.health());
  }

  /// Takes no more asks, answers those that wait, and closes the journal. What would change
  /// something, or needs the model, is refused from here on by an [OverloadedException].
  @Override
  public void close() throws IOException {
    batcher.close();
    closed = true;
    try {
      journal.close();
    } finally {
      state.inUse().retire();
    }
  }
}
