package dev.grlm.live;

import java.util.ArrayList;
import java.util.List;

/// What one user did since a run was fitted, in the order in which it is a history: by time, the
/// event's own where it has one, else that of its arrival; those of one time as they arrived.
/// Before them stand, in the order of their arrival, those of a journal whose times nobody had
/// checked. Immutable.
final class UserEvents {
  static final UserEvents NONE = new UserEvents(List.of());

  private final List<Kept> events;

  /// @param byTime whether the time has been checked, so that it may say where the event stands
  /// @param inRun whether the run's data have the event already
  private record Kept(String item, long time, boolean byTime, boolean inRun) {}

  private UserEvents(List<Kept> events) {
    this.events = events;
  }

  UserEvents with(Entry.Happened happened, boolean inRun) {
    LiveEvent event = happened.event();
    int place = events.size();
    while (place > 0 && comesBefore(happened, events.get(place - 1))) {
      place--;
    }
    var all = new ArrayList<Kept>(events.size() + 1);
    all.addAll(events);
    all.add(place, new Kept(event.item(), event.time(), happened.byTime(), inRun));
    return new UserEvents(all);
  }

  private static boolean comesBefore(Entry.Happened happened, Kept other) {
    return happened.byTime()
        ? other.byTime() && happened.event().time() < other.time()
        : other.byTime();
  }

  /// Whether the event is there: of the same item at the same time. One without a time of its own
  /// never is.
  boolean has(LiveEvent event) {
    return event.own()
        && events.stream()
            .anyMatch(one -> one.time() == event.time() && one.item().equals(event.item()));
  }

  /// Whether the run's data lack an event.
  boolean hasLater() {
    return events.stream().anyMatch(one -> !one.inRun());
  }

  /// The items of the events that the run's data lack, oldest first.
  List<String> laterItems() {
    return events.stream().filter(one -> !one.inRun()).map(Kept::item).toList();
  }
}
