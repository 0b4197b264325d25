package dev.grlm.systems.grlm.extract;

/// How well a term suits a slot, by counts alone.
///
/// Two scales decide. *Information* of a term is `ln(N / items) / ln 2N`: 0 for a term of every
/// item, nearly 1 for a term of one item. *Agreement* is the share of the item's context (itself
/// and its neighbors) that offers the term. The first slot wants agreement and a moderate
/// information, so that it names a cluster that is neither everything nor a handful; each later
/// slot wants more information and less agreement; the last one separates the item from its
/// neighbors.
///
/// @param items N, the size of the catalogue
/// @param length slots of an identifier
record SlotScore(int items, int length) {
  /// Information that the first slot likes best: a term of about 350 of 12,000 items.
  private static final double FIRST_INFORMATION = 0.35;

  /// Information that the last slot likes best: about 4 of 12,000 items.
  private static final double LAST_INFORMATION = 0.8;

  /// How sharply the liking falls off, and how much agreement counts beside it.
  private static final double CONCENTRATION = 3;

  private static final double AGREEMENT = 2;

  /// Terms at the ends of the scale, which the liking alone would rule out, are kept in their
  /// order.
  private static final double FLOOR = 1e-3;

  /// @param slot counted from 0
  /// @param itemsWithTerm in the whole catalogue, ≥ 1
  /// @param sharing how many of the context's neighbors offer the term, 0 … context
  /// @param context number of neighbors looked at; 0 leaves the catalogue's frequencies alone to
  ///   decide
  /// @return positive, higher is better; comparable within one slot of one item only
  double of(int slot, int itemsWithTerm, int sharing, int context) {
    double lateness = length == 1 ? 1 : (double) slot / (length - 1);
    double liked = FIRST_INFORMATION + lateness * (LAST_INFORMATION - FIRST_INFORMATION);
    double information = Math.log((double) items / itemsWithTerm) / Math.log(2.0 * items);
    double fit =
        Math.pow(information / liked, CONCENTRATION * liked)
            * Math.pow((1 - information) / (1 - liked), CONCENTRATION * (1 - liked));
    double shared = (sharing + 1.0) / (context + 1.0);
    double separate = (context - sharing + 1.0) / (context + 1.0);
    return Math.max(FLOOR, fit)
        * Math.pow(shared, AGREEMENT * (1 - lateness))
        * Math.pow(separate, AGREEMENT * lateness);
  }
}
