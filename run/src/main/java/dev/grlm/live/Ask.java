package dev.grlm.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question: what next for a user, or after a history.
///
/// @param user id of a user, or null
/// @param history ids of items, oldest first, or null; exactly one of the two is given
/// @param k how many items, ≥ 1
/// @param reasons whether it shall be said what spoke for the items
/// @param arm of an [Experiment] that is to answer whoever asks, for somebody who compares the two;
///   null for the one that the draw gives
public record Ask(
    @Nullable String user,
    @Nullable List<String> history,
    int k,
    Filter filter,
    boolean reasons,
    @Nullable String arm) {
  public Ask {
    if ((user == null) == (history == null)) {
      throw new IllegalArgumentException("either a user or a history must be given");
    }
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, is " + k);
    }
    if (arm != null && !arm.equals(Experiment.A) && !arm.equals(Experiment.B)) {
      throw new IllegalArgumentException("an arm is A or B, not '" + arm + "'");
    }
    history = history == null ? null : List.copyOf(history);
  }

  /// Without reasons.
  public Ask(@Nullable String user, @Nullable List<String> history, int k, Filter filter) {
    this(user, history, k, filter, false, null);
  }

  /// The same question, and what speaks for the items.
  public Ask withReasons() {
    return new Ask(user, history, k, filter, true, arm);
  }

  /// The same question to one run of an experiment.
  public Ask withArm(String named) {
    return new Ask(user, history, k, filter, reasons, named);
  }

  public static Ask forUser(String user, int k) {
    return new Ask(user, null, k, Filter.NONE);
  }

  public static Ask after(List<String> history, int k) {
    return new Ask(null, history, k, Filter.NONE);
  }
}
