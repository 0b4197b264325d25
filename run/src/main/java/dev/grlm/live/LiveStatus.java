package dev.grlm.live;

import dev.grlm.journal.Journal;
import dev.grlm.journal.JournalFigures;
import dev.grlm.journal.JournalHealth;

/// How a live run stands.
///
/// @param run name of the run folder that answers now
/// @param items that can be recommended
/// @param users with a history
/// @param events in the journal
/// @param addedItems since the run was fitted
/// @param deletedItems that are never recommended
/// @param waiting asks in the queue
/// @param journal whether what comes can be kept
/// @param figures of the journal
public record LiveStatus(
    String run,
    int items,
    int users,
    long events,
    int addedItems,
    int deletedItems,
    int waiting,
    JournalHealth journal,
    JournalFigures figures) {
  /// @param now what answers first
  static LiveStatus of(State now, Journal journal, int waiting) {
    return new LiveStatus(
        now.name(),
        now.shelf().catalog().size() - now.shelf().deletedItems(),
        now.histories().size(),
        journal.state().events(),
        now.shelf().addedItems(),
        now.shelf().deletedItems(),
        waiting,
        journal.health(),
        journal.figures());
  }
}
