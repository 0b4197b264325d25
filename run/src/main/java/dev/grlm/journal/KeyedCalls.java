package dev.grlm.journal;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Which events of calls with a key were taken, so that a call that is sent again counts once. Of
/// an event a number is kept, not the event. One thread may take while others ask.
public final class KeyedCalls {
  /// Stands where no event is known: it was not taken, or erased.
  private static final int UNKNOWN = 0;

  private static final int[] NO_CALL = {};

  /// By key: a number for each place of the call.
  private final Map<String, int[]> events = new ConcurrentHashMap<>();

  /// The event at this place of the call was taken.
  public void take(String key, int place, LiveEvent event) {
    events.compute(
        key,
        (_, before) -> {
          int[] known = before == null ? NO_CALL : before;
          int[] all = // of a long call, not anew with each event
              place < known.length
                  ? known
                  : Arrays.copyOf(known, Math.max(2 * known.length, place + 1));
          all[place] = number(event);
          return all;
        });
  }

  /// @param taken at this place of the call, 0 where nothing is known
  /// @throws ReusedKeyException when it was another event
  static void requireSame(int taken, String key, int place, LiveEvent event) {
    if (taken != UNKNOWN && taken != number(event)) {
      throw new ReusedKeyException(key, place);
    }
  }

  /// The number of the event that was taken at this place, 0 where none is known.
  public int taken(String key, int place) {
    int[] known = events.getOrDefault(key, NO_CALL);
    return place < known.length ? known[place] : UNKNOWN;
  }

  /// As [#taken(String, int)] for all places, over what is known of them before.
  int[] taken(String key, int[] before) {
    int[] known = events.getOrDefault(key, NO_CALL);
    int[] all = Arrays.copyOf(before, Math.max(before.length, known.length));
    for (int place = 0; place < known.length; place++) {
      all[place] = known[place] == UNKNOWN ? all[place] : known[place];
    }
    return all;
  }

  /// The time of arrival is another with every try, so it is no part of what an event is.
  static int number(LiveEvent event) {
    long time = event.own() ? event.time() : 0;
    int number = Objects.hash(event.user(), event.item(), event.own(), time);
    return number == UNKNOWN ? 1 : number;
  }

  /// What is known by key and place.
  Map<String, int[]> all() {
    return events;
  }
}
