package dev.grlm.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last changes that a live run took since it was opened, in memory only: for somebody who
/// looks on, not for a program that has to miss none. Thread-safe.
public final class LatestChanges {
  /// How many are remembered.
  public static final int MOST = 200;

  private final Deque<Change> newest = new ArrayDeque<>();
  private long count;

  /// What happened.
  public enum Kind {
    /// a user did something with an item
    EVENT,
    /// an item came, or has other metadata now
    PUT,
    /// an item is no longer recommended
    WITHDRAWN
  }

  /// @param number 1 for the first since the run was opened; numbers have gaps where a user was
  ///   erased
  /// @param at of its arrival, milliseconds since 1970 UTC
  /// @param user null where it is about none
  public record Change(long number, Kind kind, long at, @Nullable String user, String item) {}

  LatestChanges() {}

  synchronized void add(Kind kind, @Nullable String user, String item) {
    newest.addFirst(new Change(++count, kind, System.currentTimeMillis(), user, item));
    if (newest.size() > MOST) {
      newest.removeLast();
    }
  }

  /// Forgets what a user did, for one who was erased.
  synchronized void erase(String user) {
    newest.removeIf(change -> user.equals(change.user()));
  }

  /// The newest first.
  public synchronized List<Change> newest(int limit) {
    return new ArrayList<>(newest.stream().limit(limit).toList());
  }
}
