package dev.grlm.live;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.RunListener;
import dev.grlm.journal.Journal;
import dev.grlm.journal.LiveEvent;
import dev.grlm.journal.ReusedKeyException;
import dev.grlm.system.RecommenderSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A run that is asked, learns of events and items, and can be replaced by a newer one without
/// losing an ask. Thread-safe.
///
/// What is asked goes by one [State], or one of two in an [Experiment]: an open run, the catalogue
/// as it is now, the histories. A new item makes a new catalogue, a new run makes a new state; asks
/// that are being decoded end with the one they began with.
public final class LiveRun implements AutoCloseable {
  private final LiveSettings settings;
  private final Journal journal;
  private final Runs runs;
  private final Lookups lookups;
  private final UserWrites histories;
  private final CatalogWrites catalog;
  private final Questions questions;
  private final LatestChanges latest = new LatestChanges();
  private final Outlook<Upcoming> upcoming;

  private LiveRun(
      List<RecommenderSystem<?>> house,
      LiveSettings settings,
      Journal journal,
      Path folder,
      Path run,
      @Nullable Experiment experiment,
      RunListener listener)
      throws IOException {
    this.settings = settings;
    this.journal = journal;
    CatalogChanges changes = CatalogChanges.of(journal.state());
    this.runs = Runs.open(house, run, experiment, journal, changes, listener);
    this.lookups = new Lookups(runs);
    this.histories = new UserWrites(runs, lookups, journal, latest);
    var proposing = new Gate(1, settings.mostWaiting(), settings.deadline(), "proposals");
    this.catalog = new CatalogWrites(house, listener, journal, runs, changes, latest, proposing);
    this.questions = new Questions(runs, settings);
    this.upcoming = new Outlook<>(() -> Upcoming.look(runs, journal, folder));
    journal.listen(runs::added);
  }

  /// @param house all systems there are
  /// @param run a fitted run
  /// @param journal folder for what arrives; made where it is missing, replayed where it is not
  /// @throws IOException in one line, when the run is none or the journal is broken or in use
  public static LiveRun open(
      List<RecommenderSystem<?>> house, Path run, Path journal, LiveSettings settings)
      throws IOException {
    return open(house, run, journal, settings, null, RunListener.silent());
  }

  /// As [#open(List, Path, Path, LiveSettings)], with a second run by which a share of the users is
  /// answered. Everything but answers goes by the first; items and users that only the second has
  /// are told by it.
  ///
  /// @param experiment null for none
  /// @param listener is told what of the runs and of those that follow them could not be checked
  public static LiveRun open(
      List<RecommenderSystem<?>> house,
      Path run,
      Path journal,
      LiveSettings settings,
      @Nullable Experiment experiment,
      RunListener listener)
      throws IOException {
    Journal opened = Journal.open(journal);
    try {
      return new LiveRun(house, settings, opened, journal, run, experiment, listener);
    } catch (IOException | RuntimeException failure) {
      opened.close();
      throw failure;
    }
  }

  /// Refuses a question that no answer is to be expected to.
  ///
  /// @throws IllegalArgumentException naming the domains there are, when its filter names another,
  ///   or when it names an arm and there is no second run
  public void require(Ask ask) {
    questions.require(ask);
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
    return timed(asks, "").stream().map(Timed::answer).toList();
  }

  /// As [#recommend(List)], with how long what took, and fair between callers: they take turns, and
  /// where the queue is full the one that has most of it gives way.
  ///
  /// @param caller who asks
  public List<Timed> timed(List<Ask> asks, String caller) throws InterruptedException {
    return questions.timed(asks, caller);
  }

  /// Who hears of every batch that is done, on the thread that did it; its [Timing#asked] is that
  /// of the question that waited longest.
  public void listen(Consumer<Timing> listener) {
    questions.listen(listener);
  }

  /// As [#explain(Ask, String)] for whoever is alone.
  public Explanation explain(Ask ask) throws InterruptedException {
    return explain(ask, "");
  }

  /// An answer with its beams, and what spoke for its items. Is not batched with others; as many
  /// are made at once as the settings have workers, and callers take turns as in [#timed].
  ///
  /// @param caller who asks
  /// @throws IllegalArgumentException as [#require]
  /// @throws OverloadedException when too many wait, or the deadline passes before its turn comes
  /// @throws dev.grlm.system.CannotException when the run's system does not search
  public Explanation explain(Ask ask, String caller) throws InterruptedException {
    return questions.explain(ask, caller);
  }

  /// The items of a user's history, oldest first, collected events included; empty for an unknown
  /// user. Of two runs the first that knows the user tells, and items of either are told.
  public Optional<List<Item>> history(String user) {
    return lookups.history(user);
  }

  /// Nothing for a deleted item.
  public Optional<ItemView> item(String id) {
    return lookups.item(id);
  }

  /// The Term ID of an item, also of a deleted one; for items that come from [#history] and
  /// [#searchItems].
  ///
  /// @throws IllegalArgumentException when no catalogue has the item
  public Identifier identifier(Item item) {
    return lookups.identifier(item);
  }

  /// The title of an item, also of a deleted one; empty where there is no such item.
  public String title(String id) {
    return lookups.title(id);
  }

  /// @param limit of examples and siblings each
  public Optional<TermView> term(String term, int limit) {
    return lookups.term(term, limit);
  }

  /// Items whose title, Term ID or id has all words of the query, best match first.
  public List<Item> searchItems(String query, int limit) {
    return lookups.searchItems(query, limit);
  }

  /// Ids of users that begin with the query, then of those that contain it.
  public List<String> searchUsers(String query, int limit) {
    return lookups.searchUsers(query, limit);
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
    return histories.append(events, key);
  }

  /// @throws IllegalArgumentException when no run that answers has the item
  public void requireItem(String id) {
    lookups.requireItem(id);
  }

  /// As [#put(List)] for one item.
  ///
  /// @throws RefusedItemException when the item's id cannot be one, or there is no text
  public ItemView put(Item item) throws IOException {
    return put(List.of(item)).getFirst();
  }

  /// Takes new items, names each beside its neighbors and makes them searchable and recommendable;
  /// those that are there already get new metadata and keep their Term IDs. All are taken or none,
  /// and from one moment on. When this returns, they are on the disk. Costs what one item costs and
  /// little more for each further one.
  ///
  /// @return in the order of `items`, as they are known now
  /// @throws RefusedItemException when one's id cannot be one or stands twice, or there is no text
  /// @throws dev.grlm.system.CannotException when one is new and the system cannot take new ones
  public List<ItemView> put(List<Item> items) throws IOException {
    runs.requireOpen();
    return catalog.put(items);
  }

  /// As [#propose(Item, String)] for whoever is alone.
  public Proposal propose(Item item) throws IOException, InterruptedException {
    return propose(item, "");
  }

  /// What [#put] would make of an item. Nothing is kept. One is made after the other, callers take
  /// turns, and whoever changes the catalogue waits for one of them and no more.
  ///
  /// @param caller who asks
  /// @throws IllegalArgumentException as [#put]
  /// @throws dev.grlm.system.CannotException as [#put]
  /// @throws OverloadedException when too many wait, or its turn does not come within the deadline
  public Proposal propose(Item item, String caller) throws IOException, InterruptedException {
    runs.requireOpen();
    Ids.require("item", item.id());
    return catalog.propose(item, caller, settings.deadline());
  }

  /// What the next fit would take in, and how the last one stands. Found out in the background, not
  /// more often than every few seconds, and less often where the journal is large.
  ///
  /// @return empty as long as it is being found out for the first time
  public Optional<Upcoming> upcoming() throws InterruptedException {
    return Optional.ofNullable(upcoming.get());
  }

  /// Entries of the journal that the run that answers was not fitted on.
  public long entriesSince() {
    return journal.state().lastNumber() - runs.first().upToOf(journal.id());
  }

  /// What was taken last.
  public LatestChanges latest() {
    return latest;
  }

  /// As [#eraseUsers] for one user.
  ///
  /// @return false where there is no such user
  public boolean deleteUser(String user) throws IOException {
    return eraseUsers(List.of(user)) > 0;
  }

  /// Erases users' events from the journal and forgets the users, also those of the run's data. To
  /// be made again after an exception: some may be forgotten already.
  ///
  /// @return how many there were of them
  public int eraseUsers(Collection<String> users) throws IOException {
    return histories.erase(users);
  }

  /// As [#deleteItems] for one item.
  ///
  /// @return false where there is no such item
  public boolean deleteItem(String id) throws IOException {
    return deleteItems(List.of(id)) > 0;
  }

  /// The items are never recommended again; they stay in histories. All from one moment on.
  ///
  /// @return how many there were of them
  public int deleteItems(Collection<String> ids) throws IOException {
    runs.requireOpen();
    return catalog.delete(ids);
  }

  /// Answers by another run from now on; asks that are being decoded end with the old one.
  ///
  /// @throws IOException in one line, when the run is none; then nothing has changed
  public void swap(Path run) throws IOException {
    runs.requireOpen();
    catalog.swap(run);
  }

  /// Items by likeness of their texts, the most alike first; empty for an unknown or deleted item.
  public Optional<List<ItemView.Neighbor>> similar(String id, int limit) {
    return lookups.similar(id, limit);
  }

  /// Whether it can go on: false once it is closed, or a thread of the journal has ended.
  public boolean alive() {
    return runs.isOpen() && journal.alive();
  }

  /// The folder of the run that answers now, for its report.
  public Path folder() {
    return runs.first().folder();
  }

  /// The experiment under way, if there is one.
  public Optional<Experiment> experiment() {
    return Optional.ofNullable(runs.experiment());
  }

  /// The runs that answer, A before B.
  public List<Path> folders() {
    return runs.all().stream().map(State::folder).toList();
  }

  /// The names of the runs that answer, A before B.
  public List<String> runs() {
    return runs.all().stream().map(State::name).toList();
  }

  public LiveStatus status() {
    return LiveStatus.of(runs.first(), journal, questions.waiting());
  }

  /// Takes no more asks, answers those that wait, and closes the journal. What would change
  /// something, or needs the model, is refused from here on by an [OverloadedException].
  @Override
  public void close() throws IOException {
    questions.close();
    upcoming.close();
    runs.close();
    try {
      journal.close();
    } finally {
      runs.retire();
    }
  }
}
