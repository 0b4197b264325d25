package dev.grlm.decode;

/// Hears what a search over one context keeps, depth by depth.
@FunctionalInterface
public interface SearchTrace {
  /// Hears nothing.
  SearchTrace NONE = (_, _, _) -> {};

  /// The beams that are kept with one more symbol each, best first. The arrays must not be changed.
  ///
  /// @param parents places of the beams they continue, in the call before; 0 in the first call
  /// @param symbols the new last symbols; −1 where a beam had ended and stays as it is, which
  ///   happens only where sequences differ in length
  /// @param logProbabilities of the whole beams, natural logarithm
  void kept(int[] parents, int[] symbols, double[] logProbabilities);
}
