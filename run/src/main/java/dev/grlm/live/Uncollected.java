package dev.grlm.live;

import dev.grlm.data.Catalog;
import dev.grlm.journal.JournalState;
import dev.grlm.journal.Since;
import dev.grlm.journal.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// What a journal has that a run was not fitted on: what the next fit would take in.
///
/// @param events that count, each once
/// @param users who did them
/// @param newItems that the run does not know
/// @param changedItems of the run that have other metadata now
/// @param erasedUsers since, of the run's data or not
/// @param oldest the earliest time of an event, milliseconds since 1970 UTC, of its own or of its
///   arrival; null where there is none
/// @param newest the latest
public record Uncollected(
    long events,
    long users,
    int newItems,
    int changedItems,
    int erasedUsers,
    @Nullable Long oldest,
    @Nullable Long newest) {

  /// Reads what every user did since. Of a large journal that takes its time; nobody who writes
  /// waits for it.
  ///
  /// @param known items of the run
  /// @param upTo number of the last entry that the run's data have
  static Uncollected of(JournalState kept, Catalog known, long upTo) {
    var counted = new Counted(kept, upTo);
    kept.eachUser(upTo, counted::add);
    Since since = kept.since(upTo);
    long changed = since.put().stream().filter(id -> known.indexOf(id) >= 0).count();
    return new Uncollected(
        counted.events,
        counted.users,
        since.put().size() - (int) changed,
        (int) changed,
        since.erased(),
        counted.events == 0 ? null : counted.oldest,
        counted.events == 0 ? null : counted.newest);
  }

  private static final class Counted {
    private final JournalState kept;
    private final long upTo;
    private long events;
    private long users;
    private long oldest = Long.MAX_VALUE;
    private long newest = Long.MIN_VALUE;

    Counted(JournalState kept, long upTo) {
      this.kept = kept;
      this.upTo = upTo;
    }

    void add(String user) {
      try {
        var stored = kept.events(user);
        int later = UserEvents.of(stored, upTo).laterItems().size();
        events += later;
        users += later > 0 ? 1 : 0;
        for (Stored one : stored) {
          if (one.number() > upTo) {
            oldest = Math.min(oldest, one.time());
            newest = Math.max(newest, one.time());
          }
        }
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
