package dev.grlm.convert;

import dev.grlm.prepare.Cut;
import dev.grlm.prepare.EventStore;
import dev.grlm.prepare.Rules;
import java.io.IOException;
import java.time.Instant;

/// Turns shares of a cut into times, and refuses what cannot be cut.
final class Cuts {
  private Cuts() {}

  /// The rules with a cut that no longer depends on the store.
  ///
  /// @throws IOException in one line, when no event has a time, or a part would be empty
  static Rules settled(Rules rules, EventStore store) throws IOException {
    if (rules.cut() instanceof Cut.LeaveOneOut) {
      return rules;
    }
    if (!store.figures().timed()) {
      throw new IOException("a split by time needs times, and no event has one");
    }
    Cut.AtTimes times = times(rules.cut(), store);
    refuseEmpty(
        "training", store.figures().eventsBetween(Long.MIN_VALUE, times.validationFrom()), times);
    refuseEmpty(
        "validation",
        store.figures().eventsBetween(times.validationFrom(), times.testFrom()),
        times);
    refuseEmpty("test", store.figures().eventsBetween(times.testFrom(), Long.MAX_VALUE), times);
    return rules.withCut(times);
  }

  private static Cut.AtTimes times(Cut cut, EventStore store) throws IOException {
    return switch (cut) {
      case Cut.AtTimes times -> times;
      case Cut.AtShares shares -> {
        long testFrom = store.figures().timeOfLatest(shares.test());
        long validationFrom = store.figures().timeOfLatest(shares.validation() + shares.test());
        if (validationFrom == testFrom) {
          throw new IOException(
              "too many events are of "
                  + Instant.ofEpochMilli(testFrom)
                  + " to cut validation and test apart by share; say --validation-from and"
                  + " --test-from");
        }
        yield new Cut.AtTimes(validationFrom, testFrom);
      }
      case Cut.LeaveOneOut _ -> throw new IllegalArgumentException("not a cut in time");
    };
  }

  private static void refuseEmpty(String part, long events, Cut.AtTimes times) throws IOException {
    if (events == 0) {
      throw new IOException(
          "no events left for "
              + part
              + ": validation is from "
              + Instant.ofEpochMilli(times.validationFrom())
              + " on, test from "
              + Instant.ofEpochMilli(times.testFrom())
              + " on");
    }
  }
}
