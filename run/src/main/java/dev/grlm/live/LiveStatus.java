package dev.grlm.live;

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
    JournalFigures figures) {}
