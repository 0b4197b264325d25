package dev.grlm.convert;

import dev.grlm.prepare.Cut;
import dev.grlm.prepare.EventStore;
import dev.grlm.prepare.Rules;
import java.io.IOException;

/// What a user's events are sorted by, and whether a history is all that he did.
///
/// @param byDomain whether the unit is user and domain
/// @param byPosition whether positions decide before times do
record Order(boolean byDomain, boolean byPosition) {

  /// Of the events that are in the store now.
  static Order of(Rules rules, EventStore store) throws IOException {
    boolean byDomain =
        switch (rules.unit()) {
          case USER -> false;
          case DOMAIN -> true;
          case AUTO -> store.figures().domains().size() > 1 && apart(store);
        };
    boolean cutInTime = !(rules.cut() instanceof Cut.LeaveOneOut);
    boolean comparable = byDomain || store.figures().domains().size() == 1;
    return new Order(byDomain, comparable && !cutInTime && store.figures().positioned());
  }

  /// Whether domains have no order in common.
  private static boolean apart(EventStore store) throws IOException {
    return store.figures().timed()
        ? store.figures().timesApart()
        : store.figures().positionsApart();
  }
}
