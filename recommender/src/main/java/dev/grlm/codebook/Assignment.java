package dev.grlm.codebook;

import java.util.Arrays;

/// The cheapest way to give every row a column of its own: the Hungarian method by shortest
/// augmenting paths (Jonker and Volgenant 1987), rows² × columns steps, exact but for the rounding
/// of sums. Stateless.
final class Assignment {
  private static final int NONE = -1;

  private Assignment() {}

  /// @param costs rows × columns, finite; no more rows than columns
  /// @return of each row its column
  static int[] cheapest(double[][] costs) {
    int rows = costs.length;
    int columns = rows == 0 ? 0 : costs[0].length;
    if (rows > columns) {
      throw new IllegalArgumentException(rows + " rows cannot have one of " + columns + " columns");
    }
    var rowPrices = new double[rows];
    var columnPrices = new double[columns];
    var rowOf = new int[columns];
    Arrays.fill(rowOf, NONE);
    for (int row = 0; row < rows; row++) {
      augment(row, costs, rowPrices, columnPrices, rowOf);
    }
    var columnOf = new int[rows];
    for (int column = 0; column < columns; column++) {
      if (rowOf[column] != NONE) {
        columnOf[rowOf[column]] = column;
      }
    }
    return columnOf;
  }

  /// Gives one more row a column; rows that have one may get another.
  private static void augment(
      int first, double[][] costs, double[] rowPrices, double[] columnPrices, int[] rowOf) {
    int columns = columnPrices.length;
    var slack = new double[columns];
    var before = new int[columns];
    var reached = new boolean[columns];
    Arrays.fill(slack, Double.POSITIVE_INFINITY);
    Arrays.fill(before, NONE);
    int last = NONE; // the column that was reached last
    int row = first;
    while (row != NONE) {
      int next = NONE;
      for (int column = 0; column < columns; column++) {
        if (reached[column]) {
          continue;
        }
        double cost = costs[row][column] - rowPrices[row] - columnPrices[column];
        if (cost < slack[column]) {
          slack[column] = cost;
          before[column] = last;
        }
        if (next == NONE || slack[column] < slack[next]) {
          next = column;
        }
      }
      double step = slack[next];
      rowPrices[first] += step;
      for (int column = 0; column < columns; column++) {
        if (reached[column]) {
          rowPrices[rowOf[column]] += step;
          columnPrices[column] -= step;
        } else {
          slack[column] -= step;
        }
      }
      reached[next] = true;
      last = next;
      row = rowOf[next];
    }
    while (before[last] != NONE) {
      rowOf[last] = rowOf[before[last]];
      last = before[last];
    }
    rowOf[last] = first;
  }
}
