package dev.grlm.decode;

/// One generated sequence.
///
/// @param symbols in order, the one that ended it included; not copied
/// @param logProbability sum over the symbols, natural logarithm
/// @param sequence its number in the trie, or −1 where decoding was free
public record Beam(int[] symbols, double logProbability, int sequence) {
  /// What beams are ranked by. With an exponent of 0 it is the probability itself.
  ///
  /// @param length symbols, the one that ends the sequence included
  /// @param lengthExponent γ of logProbability / length^γ
  public static double score(double logProbability, int length, double lengthExponent) {
    return lengthExponent == 0 ? logProbability : logProbability / Math.pow(length, lengthExponent);
  }
}
