package dev.grlm.signal;

import dev.grlm.baseline.Scores;
import dev.grlm.recommend.ScoredItems;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// What signals say of one history, each asked once: some are made from what others say. One thread
/// at a time.
final class Answers {
  private final int[] history;
  private final Scores scratch;
  private final IdentityHashMap<ComputedSignal, ScoredItems> known = new IdentityHashMap<>();

  /// @param scratch all 0, as it will be again whenever nobody adds to it
  Answers(int[] history, Scores scratch) {
    this.history = history;
    this.scratch = scratch;
  }

  ScoredItems of(ComputedSignal signal) {
    @Nullable ScoredItems answer = known.get(signal);
    if (answer == null) {
      answer = signal.from(this);
      known.put(signal, answer);
    }
    return answer;
  }

  /// What is added up for the history. The contribution must not ask for further answers: they are
  /// added up in the same place.
  ScoredItems sum(Scores.Contribution contribution) {
    contribution.addTo(scratch, history);
    return scratch.taken();
  }
}
