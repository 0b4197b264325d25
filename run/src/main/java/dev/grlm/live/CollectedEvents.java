package dev.grlm.live;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The events of a journal by user, each once: an event that was sent again is known by its user,
/// item and own time, or by the key of the call that it came with. One thread may add while others
/// ask.
final class CollectedEvents {
  private final Map<String, UserEvents> users = new ConcurrentHashMap<>();
  private final KeyedCalls calls = new KeyedCalls();

  /// @param inRun whether the run's data have the event already: it is known, but no more part of
  ///   what was collected since
  /// @return false where it is known already, and nothing has changed
  boolean add(Entry.Happened happened, boolean inRun) {
    LiveEvent event = happened.event();
    if (happened.byTime() && knows(event, happened.call(), happened.place())) {
      return false;
    }
    users.compute(
        event.user(),
        (_, before) -> (before == null ? UserEvents.NONE : before).with(happened, inRun));
    if (!happened.call().isEmpty()) {
      calls.take(happened.call(), happened.place(), event);
    }
    return true;
  }

  /// Whether an event was taken already.
  ///
  /// @param call key of the call that it comes with; empty where there is none
  /// @param place in the call
  boolean knows(LiveEvent event, String call, int place) {
    return calls.took(call, place, event)
        || users.getOrDefault(event.user(), UserEvents.NONE).has(event);
  }

  /// @throws ReusedKeyException when a call of this key had another event at this place
  void requireSameCall(LiveEvent event, String call, int place) {
    calls.requireNoOther(call, place, event);
  }

  /// Items that came since the run was fitted, in the order of a history.
  List<String> items(String user) {
    return users.getOrDefault(user, UserEvents.NONE).laterItems();
  }

  /// Whether a user did something since the run was fitted.
  boolean has(String user) {
    return users.getOrDefault(user, UserEvents.NONE).hasLater();
  }

  void forget(String user) {
    users.remove(user);
  }
}
