package dev.grlm.decode;

/// One generated sequence.
///
/// @param symbols in order; not copied
/// @param logProbability sum over the symbols, natural logarithm
/// @param sequence its number in the trie, or −1 where decoding was free
public record Beam(int[] symbols, double logProbability, int sequence) {}
