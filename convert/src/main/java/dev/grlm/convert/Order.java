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
  ///
  /// @param rowsInOrder whether events that say no order are in that of the input
  static Order of(Rules rules, EventStore store, boolean rowsInOrder) throws IOException {
    boolean byDomain =
        switch (rules.unit()) {
          case USER -> false;
          case DOMAIN -> true;
          case AUTO -> store.figures().domains().size() > 1 && apart(store, rowsInOrder);
        };
    boolean cutInTime = !(rules.cut() instanceof Cut.LeaveOneOut);
    boolean comparable = byDomain || store.figures().domains().size() == 1;
    return new Order(byDomain, comparable && !cutInTime && store.figures().positioned());
  }

  /// Whether domains have no order in common.
  private static boolean apart(EventStore store, boolean rowsInOrder) throws IOException {
    if (store.figures().timed()) {
      return store.figures().timesApart();
    }
    return !(rowsInOrder && !store.figures().anyPosition()) && store.figures().positionsApart();
  }
}
