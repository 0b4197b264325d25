package dev.grlm.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Those events of one call that are new. Files are read by who calls, so that many look up side by
/// side; what came between that and the writing is looked up again by the journal's thread, where
/// nothing comes in between, and is little: so an event that two bring at the same moment is taken
/// once, and nobody waits for a lock.
final class NewEvents {
  private static final int[] NO_CALL = {};

  private final String call;

  /// Number of the last entry of which the look-up knew.
  private final long upTo;

  private List<Entry.Happened> entries;

  private NewEvents(String call, long upTo, List<Entry.Happened> entries) {
    this.call = call;
    this.upTo = upTo;
    this.entries = entries;
  }

  /// @param call key of the call; empty where there is none
  /// @throws ReusedKeyException when the call came before with other events
  static NewEvents of(JournalState state, List<LiveEvent> events, String call) throws IOException {
    long upTo = state.lastNumber(); // before anything is looked up
    var all = new ArrayList<Entry.Happened>(events.size());
    Set<LiveEvent> own = new HashSet<>();
    for (int place = 0; place < events.size(); place++) {
      LiveEvent event = events.get(place);
      if (!event.own() || own.add(event)) { // two without a time are two
        all.add(new Entry.Happened(event, true, call, place));
      }
    }
    var found = new NewEvents(call, upTo, all);
    found.entries = found.fresh(state, -1, Set.of());
    return found;
  }

  /// Empty where the call has no key.
  String call() {
    return call;
  }

  List<Entry.Happened> entries() {
    return entries;
  }

  /// Looks up again what came since. For the journal's thread.
  ///
  /// @param together events that are about to be written before these
  /// @throws ReusedKeyException when the call came meanwhile with other events
  void settle(JournalState state, Set<LiveEvent> together) throws IOException {
    entries = fresh(state, upTo, together);
  }

  private List<Entry.Happened> fresh(JournalState state, long since, Set<LiveEvent> together)
      throws IOException {
    int[] taken = call.isEmpty() ? NO_CALL : state.taken(call);
    Map<String, Set<Known>> known = new HashMap<>();
    var fresh = new ArrayList<Entry.Happened>(entries.size());
    for (Entry.Happened one : entries) {
      int before = one.place() < taken.length ? taken[one.place()] : 0;
      KeyedCalls.requireSame(before, call, one.place(), one.event());
      if (before == 0
          && !together.contains(one.event())
          && !has(state, one.event(), since, known)) {
        fresh.add(one);
      }
    }
    return fresh;
  }

  private record Known(String item, long time) {}

  /// A user's events are read once, how many ever there are in the call.
  ///
  /// @param since what came up to this number is not asked for
  private static boolean has(
      JournalState state, LiveEvent event, long since, Map<String, Set<Known>> known)
      throws IOException {
    if (!event.own() || state.last(event.user()) <= Math.max(0, since)) {
      return false;
    }
    Set<Known> ofUser = known.get(event.user());
    if (ofUser == null) {
      ofUser = new HashSet<>();
      for (Stored one : state.events(event.user())) {
        ofUser.add(new Known(one.item(), one.time()));
      }
      known.put(event.user(), ofUser);
    }
    return ofUser.contains(new Known(event.item(), event.time()));
  }
}
