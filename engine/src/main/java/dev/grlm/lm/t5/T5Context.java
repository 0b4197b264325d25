package dev.grlm.lm.t5;

/// What the encoder of a [T5] reads; the answer is what the decoder then says.
///
/// @param tokens numbers in the model's vocabulary, without padding; at least one, else no session
///   opens; not copied
public record T5Context(int[] tokens) {}
