package dev.grlm.ground;

/// Rows of term codes, asked for the one that is most like a query. Immutable and thread-safe.
interface StructuralIndex {
  int NONE = -1;

  /// @param row [#NONE] where no slot matches
  /// @param score of the row
  record Match(int row, double score) {
    static final Match NOTHING = new Match(NONE, 0);
  }

  /// The row that has all codes of the query, or [#NONE].
  ///
  /// @param query one code per slot; a code that no row has, for example −1, matches nothing. Codes
  ///   may be negative.
  int exact(int[] query);

  /// The best row by the order of [SlotSubsets], of equal ones the lowest.
  ///
  /// @param asked bit mask of the slots that may match
  Match best(int[] query, int asked);

  /// Heap that the index takes.
  long bytes();
}
