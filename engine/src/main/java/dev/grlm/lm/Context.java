package dev.grlm.lm;

import dev.grlm.lm.twolevel.Step;
import java.util.List;

/// What a model is shown before it generates. Each model says which kinds it reads.
public sealed interface Context {
  /// A sequence of steps, oldest first.
  record Steps(List<Step> steps) implements Context {}

  /// A bag of words, as numbers in the model's word table.
  record Words(int[] words) implements Context {}

  /// A prompt, as token numbers.
  record Tokens(int[] tokens) implements Context {}
}
