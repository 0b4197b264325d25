package dev.grlm.live;

import dev.grlm.journal.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/// What one user did since a run was fitted, in the order in which it is a history: by time, the
/// event's own where it has one, else that of its arrival; those of one time as they arrived.
/// Before them stand, in the order of their arrival, those of a journal whose times nobody had
/// checked. Immutable.
///
/// @param laterItems the items of the events that the run's data lack, oldest first
/// @param firstLater number of the first of these to arrive, 0 where there is none
record UserEvents(List<String> laterItems, long firstLater) {
  private record Known(String item, long time) {}

  /// @param events in the order of their numbers; the same one twice, by item and own time, counts
  ///   once
  /// @param upTo number of the last event that the run's data have
  static UserEvents of(List<Stored> events, long upTo) {
    var known = new HashSet<Known>();
    var kept = new ArrayList<Stored>(events.size());
    for (Stored one : events) {
      boolean fresh = !one.own() || known.add(new Known(one.item(), one.time())) || !one.byTime();
      if (fresh && one.number() > upTo) {
        kept.add(one);
      }
    }
    long first = kept.isEmpty() ? 0 : kept.getFirst().number();
    kept.sort(
        Comparator.comparing(Stored::byTime)
            .thenComparingLong(one -> one.byTime() ? one.time() : 0));
    return new UserEvents(kept.stream().map(Stored::item).toList(), first);
  }
}
