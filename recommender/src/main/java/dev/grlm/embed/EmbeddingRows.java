package dev.grlm.embed;

/// Rows of equal width, each L2-normalised or all zero, wherever they lie: in memory
/// ([Embeddings]), or in a file that is larger than the heap ([EmbeddingFiles#lend]). Reading is
/// thread-safe.
public interface EmbeddingRows {
  int rows();

  int dimensions();

  /// Copies one row.
  ///
  /// @param into at least `start` + dimensions values long
  /// @param start where the row begins in `into`
  void copyRow(int row, float[] into, int start);

  /// A row of its own.
  default float[] row(int row) {
    var values = new float[dimensions()];
    copyRow(row, values, 0);
    return values;
  }

  /// All rows in one array.
  ///
  /// @throws IllegalArgumentException when one array cannot hold them
  default Embeddings inMemory() {
    long count = (long) rows() * dimensions();
    if (count > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          rows() + " × " + dimensions() + " values are more than one array holds");
    }
    var values = new float[(int) count];
    for (int row = 0; row < rows(); row++) {
      copyRow(row, values, row * dimensions());
    }
    return new Embeddings(rows(), dimensions(), values);
  }
}
