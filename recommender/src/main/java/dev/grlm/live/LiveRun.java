package dev.grlm.live;

import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A run that is asked, learns of events and items, and can be replaced by a newer one without
/// losing an ask. Thread-safe.
public final class LiveRun implements LiveRecommender {
  private LiveRun() {}

  /// @param run a fitted run
  /// @param journal folder for what arrives; made where it is missing, replayed where it is not
  /// @throws IOException in one line, when the run is none or the journal is broken or in use
  @SuppressWarnings("DoNotCallSuggester")
  public static LiveRun open(Path run, Path journal, LiveSettings settings) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public Answer recommend(Ask ask) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Answer> recommend(List<Ask> asks) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  @Override
  public Explanation explain(Ask ask) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<List<Item>> history(String user) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ItemView> item(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<TermView> term(String term, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Item> searchItems(String query, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> searchUsers(String query, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void append(List<LiveEvent> events) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public ItemView put(Item item) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean deleteUser(String user) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean deleteItem(String id) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public void swap(Path run) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path folder() {
    throw new UnsupportedOperationException();
  }

  @Override
  public LiveStatus status() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
