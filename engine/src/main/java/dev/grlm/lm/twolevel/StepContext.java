package dev.grlm.lm.twolevel;

import java.util.List;

/// What a [TwoLevelDecoder] is shown before it generates a step.
public sealed interface StepContext {
  /// A sequence of steps.
  ///
  /// @param steps oldest first; not copied
  record Steps(List<Step> steps) implements StepContext {}

  /// A bag of words.
  ///
  /// @param words numbers in the model's word table, in any order; not copied
  record Words(int[] words) implements StepContext {}
}
