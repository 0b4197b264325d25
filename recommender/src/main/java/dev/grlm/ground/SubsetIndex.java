package dev.grlm.ground;

import java.util.stream.IntStream;

/// For every subset of the slots and every combination of terms in it: the first row that has these
/// terms in these slots. Immutable and thread-safe.
///
/// A row is a tuple of term codes; a subset is a bit mask, bit j for slot j. For each subset there
/// is one open-addressing hash table that holds row numbers only; a hit is checked against the
/// terms of the row itself, so that equal hashes never give a wrong row. A table has twice as many
/// places as distinct combinations: 8 bytes for each, at most 8 · 2^L bytes per row, and less in
/// small subsets, where rows share their terms.
final class SubsetIndex {
  static final int NONE = -1;

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final int length;
  private final int[] codes;

  /// Per subset; an entry is row + 1, zero is an empty place.
  private final int[][] tables;

  /// @param length slots per row
  /// @param codes rows × length, the term codes of row 0, of row 1, …; not copied
  SubsetIndex(int length, int rows, int[] codes) {
    if (codes.length != (long) rows * length) {
      throw new IllegalArgumentException(
          rows + " × " + length + " codes expected, found " + codes.length);
    }
    this.length = length;
    this.codes = codes;
    // Tables do not depend on each other, hence the result does not depend on the number of
    // workers.
    this.tables =
        IntStream.range(0, 1 << length)
            .parallel()
            .mapToObj(subset -> table(subset, rows))
            .toArray(int[][]::new);
  }

  /// The lowest row that has the same codes as `query` in all slots of the subset, or [#NONE].
  ///
  /// @param query one code per slot; a code that no row has, for example −1, matches nothing
  int first(int subset, int[] query) {
    int[] table = tables[subset];
    int place = place(hash(subset, query, 0), table.length);
    while (table[place] != 0) {
      int row = table[place] - 1;
      if (same(subset, query, 0, row)) {
        return row;
      }
      place = place + 1 == table.length ? 0 : place + 1;
    }
    return NONE;
  }

  /// Heap that the index itself takes.
  long bytes() {
    long places = codes.length;
    for (int[] table : tables) {
      places += table.length;
    }
    return places * Integer.BYTES;
  }

  private int[] table(int subset, int rows) {
    int[] roomy = new int[2 * Math.max(1, rows)];
    int distinct = 0;
    for (int row = 0; row < rows; row++) {
      if (insert(roomy, subset, row)) {
        distinct++;
      }
    }
    int[] fitting = new int[2 * Math.max(1, distinct)];
    for (int entry : roomy) {
      if (entry != 0) {
        insert(fitting, subset, entry - 1);
      }
    }
    return fitting;
  }

  /// False where a row with these terms, hence a lower one, is already there.
  private boolean insert(int[] table, int subset, int row) {
    int offset = row * length;
    int place = place(hash(subset, codes, offset), table.length);
    while (table[place] != 0) {
      if (same(subset, codes, offset, table[place] - 1)) {
        return false;
      }
      place = place + 1 == table.length ? 0 : place + 1;
    }
    table[place] = row + 1;
    return true;
  }

  private boolean same(int subset, int[] query, int offset, int row) {
    for (int rest = subset; rest != 0; rest &= rest - 1) {
      int slot = Integer.numberOfTrailingZeros(rest);
      if (query[offset + slot] != codes[row * length + slot]) {
        return false;
      }
    }
    return true;
  }

  private static long hash(int subset, int[] query, int offset) {
    long hash = subset;
    for (int rest = subset; rest != 0; rest &= rest - 1) {
      hash = (hash ^ query[offset + Integer.numberOfTrailingZeros(rest)]) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    return hash * MULTIPLIER;
  }

  /// The upper half of the hash, scaled to the number of places.
  private static int place(long hash, int places) {
    return (int) (((hash >>> 32) * places) >>> 32);
  }
}
