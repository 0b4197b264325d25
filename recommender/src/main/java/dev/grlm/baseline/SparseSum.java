package dev.grlm.baseline;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Adds entries up to a matrix, as many rows at a time as can be held: long logs have far more
/// entries than a matrix has places that are not 0, and more than an array has elements. What comes
/// of it does not depend on how many rows are held, to the bit.
final class SparseSum {
  private final int columns;
  private final SparseMatrix.Entries entries;

  /// The row, and one, that a column was last seen in.
  private final int[] seen;

  private final double[] sums;

  /// All rows, where they can be held at once and have been read.
  private @Nullable Rows all;

  /// @param held entries that are kept at once, 12 bytes each
  /// @param most places of a matrix
  record Limits(int held, int most) {
    static final Limits DEFAULT = new Limits(1 << 24, Integer.MAX_VALUE - 8);
  }

  private SparseSum(int columns, SparseMatrix.Entries entries) {
    this.columns = columns;
    this.entries = entries;
    this.seen = new int[columns];
    this.sums = new double[columns];
  }

  /// The entries of some rows, row by row, each in the order in which they came.
  @FunctionalInterface
  private interface Rows {
    void forEach(int row, Cell cell);
  }

  @FunctionalInterface
  private interface Cell {
    void add(int column, double value);
  }

  /// @throws IllegalArgumentException when the matrix would have more places than the limits say
  static SparseMatrix of(int rows, int columns, SparseMatrix.Entries entries, Limits limits) {
    var sum = new SparseSum(columns, entries);
    long[] counts = new long[rows];
    entries.forEach((row, _, _) -> counts[row]++);
    int[] starts = sum.starts(counts, limits);
    int[] columnOf = new int[starts[rows]];
    double[] values = new double[starts[rows]];
    Arrays.fill(sum.seen, 0);
    for (int from = 0, to; from < rows; from = to) {
      to = end(from, counts, limits);
      Rows held = sum.held(from, to, counts, limits);
      for (int row = from; row < to; row++) {
        sum.add(row, held, columnOf, values, starts[row]);
      }
    }
    return new SparseMatrix(columns, starts, columnOf, values);
  }

  /// Where each row begins, once equal places are one.
  private int[] starts(long[] counts, Limits limits) {
    int[] starts = new int[counts.length + 1];
    for (int from = 0, to; from < counts.length; from = to) {
      to = end(from, counts, limits);
      Rows held = held(from, to, counts, limits);
      for (int row = from; row < to; row++) {
        long end = (long) starts[row] + places(row, held);
        if (end > limits.most()) {
          throw new IllegalArgumentException(
              "a table of %,d × %,d has more than %,d places that are not 0"
                  .formatted(counts.length, columns, limits.most()));
        }
        starts[row + 1] = (int) end;
      }
    }
    return starts;
  }

  /// Of the rows that are held together with this one; it is held alone where it is too long.
  private static int end(int from, long[] counts, Limits limits) {
    int to = from + 1;
    long held = counts[from];
    while (to < counts.length && held + counts[to] <= limits.held()) {
      held += counts[to++];
    }
    return to;
  }

  private Rows held(int from, int to, long[] counts, Limits limits) {
    Rows known = all;
    if (known != null) {
      return known;
    }
    Rows held = read(from, to, counts, limits);
    if (to - from == counts.length) {
      all = held;
    }
    return held;
  }

  private Rows read(int from, int to, long[] counts, Limits limits) {
    if (counts[from] > limits.held()) {
      return (row, cell) ->
          entries.ofRows(row, row + 1, (_, column, value) -> cell.add(column, value));
    }
    int[] starts = new int[to - from + 1];
    for (int row = from; row < to; row++) {
      starts[row - from + 1] = starts[row - from] + (int) counts[row];
    }
    int[] columnOf = new int[starts[to - from]];
    double[] values = new double[starts[to - from]];
    int[] next = Arrays.copyOf(starts, to - from);
    entries.ofRows(
        from,
        to,
        (row, column, value) -> {
          int place = next[row - from]++;
          columnOf[place] = column;
          values[place] = value;
        });
    return (row, cell) -> {
      for (int i = starts[row - from]; i < starts[row - from + 1]; i++) {
        cell.add(columnOf[i], values[i]);
      }
    };
  }

  private int places(int row, Rows held) {
    int[] places = {0};
    held.forEach(
        row,
        (column, _) -> {
          if (seen[column] != row + 1) {
            seen[column] = row + 1;
            places[0]++;
          }
        });
    return places[0];
  }

  private void add(int row, Rows held, int[] columnOf, double[] values, int start) {
    int[] end = {start};
    held.forEach(
        row,
        (column, value) -> {
          if (seen[column] != row + 1) {
            seen[column] = row + 1;
            sums[column] = 0;
            columnOf[end[0]++] = column;
          }
          sums[column] += value;
        });
    Arrays.sort(columnOf, start, end[0]);
    for (int i = start; i < end[0]; i++) {
      values[i] = sums[columnOf[i]];
    }
  }
}
