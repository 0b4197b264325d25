package dev.grlm.lm.t5;

/// What a [FusionInDecoder] reads and what it is to say.
///
/// @param answer symbols, as of a [T5Sample]; not copied
public record PassagesSample(PassagesContext source, int[] answer) {
  /// @throws IllegalArgumentException when there is nothing to say
  public PassagesSample {
    if (answer.length == 0) {
      throw new IllegalArgumentException("a sample needs an answer");
    }
  }
}
