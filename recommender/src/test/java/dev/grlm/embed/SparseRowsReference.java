package dev.grlm.embed;

/// Slow and obvious operations on sparse rows, for comparison.
final class SparseRowsReference {
  private SparseRowsReference() {}

  static double[][] dense(SparseRows matrix) {
    double[][] dense = new double[matrix.rows()][matrix.columns()];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int at = matrix.starts()[row]; at < matrix.starts()[row + 1]; at++) {
        dense[row][matrix.indices()[at]] = matrix.values()[at];
      }
    }
    return dense;
  }

  static double dot(SparseRows matrix, int left, int right) {
    double[][] dense = dense(matrix);
    double sum = 0;
    for (int column = 0; column < matrix.columns(); column++) {
      sum += dense[left][column] * dense[right][column];
    }
    return sum;
  }
}
