package dev.grlm.live;

import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a service asks while events and items arrive. [LiveRun] is the one of a fitted run; a test
/// of a service needs none. Thread-safe.
public interface LiveRecommender extends AutoCloseable {
  /// Waits for the answer.
  ///
  /// @throws OverloadedException when too much is waiting, or the deadline passes
  /// @throws InterruptedException when the waiting thread is interrupted
  Answer recommend(Ask ask) throws InterruptedException;

  /// As [#recommend(Ask)] for several at once; one refused ask refuses all.
  List<Answer> recommend(List<Ask> asks) throws InterruptedException;

  /// An answer with its beams. Is not batched with others.
  Explanation explain(Ask ask) throws InterruptedException;

  /// The items of a user's history, oldest first, collected events included; empty for an unknown
  /// user.
  Optional<List<Item>> history(String user);

  Optional<ItemView> item(String id);

  /// @param limit of examples and siblings each
  Optional<TermView> term(String term, int limit);

  /// Items whose title, Term ID or id has all words of the query, best match first.
  List<Item> searchItems(String query, int limit);

  /// Ids of users that begin with the query, then of those that contain it.
  List<String> searchUsers(String query, int limit);

  /// Appends to users' histories. When this returns, the events are on the disk.
  ///
  /// @throws IllegalArgumentException naming the event, when a user's id cannot be one or an item
  ///   is unknown; then none is taken
  /// @throws IOException when they could not be made durable
  void append(List<LiveEvent> events) throws IOException;

  /// Takes a new item, names it beside its neighbors and makes it searchable and recommendable; one
  /// that is there already gets new metadata and keeps its Term ID. When this returns, it is on the
  /// disk.
  ///
  /// @throws IllegalArgumentException when the item's id cannot be one, or there is no text
  ItemView put(Item item) throws IOException;

  /// Erases a user's events from the journal and forgets the user, also one of the run's data.
  ///
  /// @return false where there is no such user
  boolean deleteUser(String user) throws IOException;

  /// The item is never recommended again; it stays in histories.
  ///
  /// @return false where there is no such item
  boolean deleteItem(String id) throws IOException;

  /// Answers by another run from now on; asks that are being decoded end with the old one.
  ///
  /// @throws IOException in one line, when the run is none; then nothing has changed
  void swap(Path run) throws IOException;

  /// The folder of the run that answers now, for its report.
  Path folder();

  LiveStatus status();

  /// Takes no more asks, answers those that wait, and closes the journal.
  @Override
  void close();
}
