package dev.grlm.decode;

/// What tokens read as; the tokenizer's part in generation.
@FunctionalInterface
public interface Detokenizer {
  /// The text of all tokens together; one that is cut inside a character gives what the tokenizer
  /// puts in such a place.
  String text(int[] tokens);
}
