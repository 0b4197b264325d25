package dev.grlm.lm.twolevel;

import java.util.List;

/// What a [TwoLevelDecoder] is trained on.
public sealed interface TwoLevelSample {
  /// A sequence of which every step but the first is predicted from those before it.
  ///
  /// @param steps at least two
  record Sequence(List<Step> steps) implements TwoLevelSample {
    public Sequence {
      if (steps.size() < 2) {
        throw new IllegalArgumentException("a sequence to train on needs 2 steps: " + steps);
      }
    }
  }

  /// A step after which another one is likely: one prediction, after a context of one step.
  record Link(Step from, Step to) implements TwoLevelSample {}

  /// A bag of words and the step it names.
  record Naming(int[] words, Step target) implements TwoLevelSample {}
}
