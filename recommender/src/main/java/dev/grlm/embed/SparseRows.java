package dev.grlm.embed;

/// A sparse matrix by rows (compressed sparse rows). Immutable by convention: the arrays are given
/// away.
///
/// @param columns width
/// @param starts rows + 1 places: row i lies in `starts[i]` until `starts[i + 1]`
/// @param indices column of each value, ascending within a row
/// @param values the values that are not zero
record SparseRows(int columns, int[] starts, int[] indices, double[] values) {
  int rows() {
    return starts.length - 1;
  }
}
