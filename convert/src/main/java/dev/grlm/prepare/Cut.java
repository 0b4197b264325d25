package dev.grlm.prepare;

import dev.grlm.source.Event;

/// Where a history is cut into training, validation and test.
public sealed interface Cut {
  /// A user's last item is test, the last but one validation, unless the input says it.
  Cut LEAVE_ONE_OUT = new LeaveOneOut(false);

  /// A user's last item is test, the last but one validation.
  ///
  /// @param anew whatever the input says of the parts of its histories; else only where it does not
  record LeaveOneOut(boolean anew) implements Cut {}

  /// All users at the same two moments. Events without a time are training.
  ///
  /// @param validationFrom events from this time on are validation; milliseconds since 1970
  /// @param testFrom events from this time on are test
  record AtTimes(long validationFrom, long testFrom) implements Cut {
    public AtTimes {
      if (validationFrom == Event.NONE || testFrom == Event.NONE) {
        throw new IllegalArgumentException("a cut in time needs both times");
      }
      if (validationFrom >= testFrom) {
        throw new IllegalArgumentException(
            "validation must begin before test: " + validationFrom + ", " + testFrom);
      }
    }
  }

  /// All users at the same two moments, chosen so that about these shares of the events are the
  /// latest ones.
  ///
  /// @param validation share of all events that have a time
  /// @param test share that is later than those
  record AtShares(double validation, double test) implements Cut {
    public AtShares {
      if (!(validation > 0 && test > 0 && validation + test < 1)) {
        throw new IllegalArgumentException(
            "the shares of validation and test must be above 0 and together below 1: "
                + validation
                + ", "
                + test);
      }
    }
  }
}
