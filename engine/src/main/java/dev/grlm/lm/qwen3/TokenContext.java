package dev.grlm.lm.qwen3;

/// A prompt that a model of tokens continues.
///
/// @param tokens numbers in the model's vocabulary; at least one, else no session opens; not copied
public record TokenContext(int[] tokens) {}
