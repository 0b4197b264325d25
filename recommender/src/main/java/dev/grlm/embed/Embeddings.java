package dev.grlm.embed;

/// Rows of equal width, row-major (rows × dimensions), each L2-normalised or all zero (no known
/// word).
///
/// @param values not copied; whoever makes the record gives the array away
public record Embeddings(int rows, int dimensions, float[] values) implements EmbeddingRows {
  public Embeddings {
    if ((long) rows * dimensions != values.length) {
      throw new IllegalArgumentException(
          rows + " × " + dimensions + " values expected, found " + values.length);
    }
  }

  @Override
  public void copyRow(int row, float[] into, int start) {
    System.arraycopy(values, row * dimensions, into, start, dimensions);
  }

  @Override
  public Embeddings inMemory() {
    return this;
  }

  /// Dot product of two rows, which is their cosine.
  public float cosine(int left, int right) {
    float sum = 0;
    for (int d = 0; d < dimensions; d++) {
      sum += values[left * dimensions + d] * values[right * dimensions + d];
    }
    return sum;
  }
}
