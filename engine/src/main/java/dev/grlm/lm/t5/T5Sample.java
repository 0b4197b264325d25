package dev.grlm.lm.t5;

import java.util.Arrays;

/// What the encoder reads and what the decoder is to say.
///
/// @param source tokens, without padding; not copied
/// @param answer symbols as a session gives them: codes of one level each where the model has
///   levels, else tokens, with the one that ends a text where that is to be learned; not copied
public record T5Sample(int[] source, int[] answer) {
  /// @throws IllegalArgumentException when there is nothing to read or nothing to say
  public T5Sample {
    if (source.length == 0 || answer.length == 0) {
      throw new IllegalArgumentException(
          "a sample needs a source and an answer: %s, %s"
              .formatted(Arrays.toString(source), Arrays.toString(answer)));
    }
  }
}
