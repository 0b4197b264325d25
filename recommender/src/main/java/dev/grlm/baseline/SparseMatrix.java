package dev.grlm.baseline;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// A matrix of non-negative numbers of which few are not 0, by rows (CSR): row r holds the entries
/// `start(r)` to `end(r)`, columns ascending. Immutable and thread-safe.
public final class SparseMatrix {
  private final int columns;
  private final int[] starts;
  private final int[] columnOf;
  private final double[] values;

  /// Owns the arrays.
  SparseMatrix(int columns, int[] starts, int[] columnOf, double[] values) {
    this.columns = columns;
    this.starts = starts;
    this.columnOf = columnOf;
    this.values = values;
  }

  /// Takes one entry.
  @FunctionalInterface
  interface Sink {
    void add(int row, int column, double value);
  }

  /// Entries in an order that is the same at every call; they are read several times.
  @FunctionalInterface
  interface Entries {
    void forEach(Sink sink);

    /// Those of the rows `from` to `to`, exclusive, in the same order.
    default void ofRows(int from, int to, Sink sink) {
      forEach((row, column, value) -> {
        if (from <= row && row < to) {
          sink.add(row, column, value);
        }
      });
    }
  }

  /// Entries at the same place are added up in the order in which they come, so that the sum is the
  /// same bit for bit each time.
  ///
  /// @throws IllegalArgumentException when more places are not 0 than an array has elements
  static SparseMatrix sum(int rows, int columns, Entries entries) {
    return SparseSum.of(rows, columns, entries, SparseSum.Limits.DEFAULT);
  }

  public int rows() {
    return starts.length - 1;
  }

  public int columns() {
    return columns;
  }

  /// Number of stored entries.
  public int entries() {
    return values.length;
  }

  public int start(int row) {
    return starts[row];
  }

  public int end(int row) {
    return starts[row + 1];
  }

  public int column(int entry) {
    return columnOf[entry];
  }

  public double value(int entry) {
    return values[entry];
  }

  /// The entry at a place, 0 where none is stored.
  public double at(int row, int column) {
    int entry = Arrays.binarySearch(columnOf, starts[row], starts[row + 1], column);
    return entry < 0 ? 0 : values[entry];
  }

  double[] rowSums() {
    double[] sums = new double[rows()];
    for (int row = 0; row < rows(); row++) {
      for (int entry = start(row); entry < end(row); entry++) {
        sums[row] += values[entry];
      }
    }
    return sums;
  }

  double[] columnSums() {
    double[] sums = new double[columns];
    for (int entry = 0; entry < values.length; entry++) {
      sums[columnOf[entry]] += values[entry];
    }
    return sums;
  }

  /// Every entry times the factor of its row and the factor of its column.
  SparseMatrix scaled(double[] rowFactors, double[] columnFactors) {
    return scaled(rowFactors, columnFactors, new double[values.length]);
  }

  /// As [#scaled] in the memory of this one, which must not be used any more.
  SparseMatrix turnedInto(double[] rowFactors, double[] columnFactors) {
    return scaled(rowFactors, columnFactors, values);
  }

  private SparseMatrix scaled(double[] rowFactors, double[] columnFactors, double[] scaled) {
    for (int row = 0; row < rows(); row++) {
      for (int entry = start(row); entry < end(row); entry++) {
        scaled[entry] = values[entry] * rowFactors[row] * columnFactors[columnOf[entry]];
      }
    }
    return new SparseMatrix(columns, starts, columnOf, scaled);
  }

  SparseMatrix transposed() {
    return transposed(_ -> true);
  }

  /// @param kept the columns that keep their entries when they become rows
  SparseMatrix transposed(IntPredicate kept) {
    return sum(
        columns,
        rows(),
        sink -> {
          for (int row = 0; row < rows(); row++) {
            for (int entry = start(row); entry < end(row); entry++) {
              if (kept.test(columnOf[entry])) {
                sink.add(columnOf[entry], row, values[entry]);
              }
            }
          }
        });
  }

  /// The same entries with further rows and columns, which are empty. What is stored is shared.
  SparseMatrix padded(int rows, int columns) {
    int[] padded = Arrays.copyOf(starts, rows + 1);
    Arrays.fill(padded, Math.min(starts.length, padded.length), padded.length, entries());
    return new SparseMatrix(columns, padded, columnOf, values);
  }

  /// A place in a matrix.
  @FunctionalInterface
  interface Place {
    boolean test(int row, int column);
  }

  /// The entries that are kept and those of `further`, in its rows and columns, at least as many as
  /// here. No kept entry stands where one of `further` does.
  SparseMatrix with(SparseMatrix further, Place kept) {
    int[] mergedStarts = new int[further.rows() + 1];
    int[] mergedColumns = new int[Math.addExact(entries(), further.entries())];
    double[] mergedValues = new double[mergedColumns.length];
    int size = 0;
    for (int row = 0; row < further.rows(); row++) {
      int mine = starts[Math.min(row, rows())];
      int end = starts[Math.min(row + 1, rows())];
      int theirs = further.starts[row];
      int theirEnd = further.starts[row + 1];
      while (mine < end || theirs < theirEnd) {
        boolean own =
            theirs == theirEnd || (mine < end && columnOf[mine] < further.columnOf[theirs]);
        SparseMatrix from = own ? this : further;
        int entry = own ? mine++ : theirs++;
        if (!own || kept.test(row, columnOf[entry])) {
          mergedColumns[size] = from.columnOf[entry];
          mergedValues[size++] = from.values[entry];
        }
      }
      mergedStarts[row + 1] = size;
    }
    return new SparseMatrix(
        further.columns,
        mergedStarts,
        Arrays.copyOf(mergedColumns, size),
        Arrays.copyOf(mergedValues, size));
  }

  /// Adds `weight` times the row to the scores of its columns.
  public void addRow(int row, double weight, Scores scores) {
    for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
      scores.add(columnOf[entry], weight * values[entry]);
    }
  }
}
