package dev.grlm.live;

import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A run that is asked, learns of events and items, and can be replaced by a newer one without
/// losing an ask. Thread-safe.
public final class LiveRun implements AutoCloseable {
  private LiveRun() {}

  /// @param run a fitted run
  /// @param journal folder for what arrives; made where it is missing, replayed where it is not
  /// @throws IOException in one line, when the run is none or the journal is broken or in use
  public static LiveRun open(Path run, Path journal, LiveSettings settings) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Waits for the answer.
  ///
  /// @throws OverloadedException when too much is waiting, or the deadline passes
  /// @throws InterruptedException when the waiting thread is interrupted
  public Answer recommend(Ask ask) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /// As [#recommend(Ask)] for several at once; one refused ask refuses all.
  public List<Answer> recommend(List<Ask> asks) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /// An answer with its beams. Is not batched with others.
  public Explanation explain(Ask ask) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /// The items of a user's history, oldest first, collected events included; empty for an unknown
  /// user.
  public Optional<List<Item>> history(String user) {
    throw new UnsupportedOperationException();
  }

  public Optional<ItemView> item(String id) {
    throw new UnsupportedOperationException();
  }

  /// @param limit of examples and siblings each
  public Optional<TermView> term(String term, int limit) {
    throw new UnsupportedOperationException();
  }

  /// Items whose title, Term ID or id has all words of the query, best match first.
  public List<Item> searchItems(String query, int limit) {
    throw new UnsupportedOperationException();
  }

  /// Ids of users that begin with the query, then of those that contain it.
  public List<String> searchUsers(String query, int limit) {
    throw new UnsupportedOperationException();
  }

  /// Appends to users' histories. When this returns, the events are on the disk.
  ///
  /// @throws IllegalArgumentException naming the event, when a user's id cannot be one or an item
  ///   is unknown; then none is taken
  /// @throws IOException when they could not be made durable
  public void append(List<LiveEvent> events) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Takes a new item, names it beside its neighbors and makes it searchable and recommendable; one
  /// that is there already gets new metadata and keeps its Term ID. When this returns, it is on the
  /// disk.
  ///
  /// @throws IllegalArgumentException when the item's id cannot be one, or there is no text
  public ItemView put(Item item) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Erases a user's events from the journal and forgets the user, also one of the run's data.
  ///
  /// @return false where there is no such user
  public boolean deleteUser(String user) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// The item is never recommended again; it stays in histories.
  ///
  /// @return false where there is no such item
  public boolean deleteItem(String id) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Answers by another run from now on; asks that are being decoded end with the old one.
  ///
  /// @throws IOException in one line, when the run is none; then nothing has changed
  public void swap(Path run) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// The folder of the run that answers now, for its report.
  public Path folder() {
    throw new UnsupportedOperationException();
  }

  public LiveStatus status() {
    throw new UnsupportedOperationException();
  }

  /// Takes no more asks, answers those that wait, and closes the journal.
  @Override
  public void close() {}
}
