package dev.grlm.lm.twolevel;

import java.util.List;
import java.util.Optional;

/// What a [TwoLevelDecoder] is shown before it generates a step.
public sealed interface StepContext {
  /// What is known of the next step beside the model; only a decoder with lookahead reads it.
  Optional<StepPrior> prior();

  /// A sequence of steps.
  ///
  /// @param steps oldest first; not copied
  record Steps(List<Step> steps, Optional<StepPrior> prior) implements StepContext {
    public Steps(List<Step> steps) {
      this(steps, Optional.empty());
    }
  }

  /// A bag of words.
  ///
  /// @param words numbers in the model's word table, in any order; not copied
  record Words(int[] words) implements StepContext {
    @Override
    public Optional<StepPrior> prior() {
      return Optional.empty();
    }
  }
}
