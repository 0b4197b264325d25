package dev.grlm.journal;

import java.io.IOException;
import java.util.List;

/// What a journal knows already, asked as a call is asked that comes again.
public final class KnownEvents {
  private KnownEvents() {}

  /// Whether an event of the same user and item at the same own time is there.
  public static boolean has(JournalState state, LiveEvent event) throws IOException {
    return NewEvents.of(state, List.of(event), "").entries().isEmpty();
  }

  /// Whether it was taken at this place of a call.
  static boolean took(JournalState state, LiveEvent event, String call, int place)
      throws IOException {
    return taken(state, call, place) == KeyedCalls.number(event);
  }

  /// @throws ReusedKeyException when the call had another event at this place
  public static void requireSameCall(JournalState state, LiveEvent event, String call, int place)
      throws IOException {
    KeyedCalls.requireSame(taken(state, call, place), call, place, event);
  }

  private static int taken(JournalState state, String call, int place) throws IOException {
    int[] taken = state.taken(call);
    return place < taken.length ? taken[place] : 0;
  }
}
