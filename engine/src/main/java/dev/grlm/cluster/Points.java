package dev.grlm.cluster;

/// Points of one width, wherever they lie. All values must be finite.
///
/// @param dimensions values of a point
/// @param reader copies points
public record Points(int count, int dimensions, Reader reader) {
  /// Copies a point into an array.
  @FunctionalInterface
  public interface Reader {
    /// @param point 0 … count − 1
    /// @param start where its values begin in `into`
    void copy(int point, float[] into, int start);
  }

  public Points {
    if (count < 0 || dimensions < 1) {
      throw new IllegalArgumentException(
          "there are no %d points of %d dimensions".formatted(count, dimensions));
    }
  }

  /// @param values count × dimensions, row-major; not copied
  /// @throws IllegalArgumentException when the last point is not whole
  public static Points of(float[] values, int dimensions) {
    if (dimensions < 1 || values.length % dimensions != 0) {
      throw new IllegalArgumentException(
          "%d values are no points of %d dimensions".formatted(values.length, dimensions));
    }
    return new Points(
        values.length / dimensions,
        dimensions,
        (point, into, start) ->
            System.arraycopy(values, point * dimensions, into, start, dimensions));
  }

  /// The values of points `from` … `end` − 1, one point after the other.
  float[] block(int from, int end) {
    var values = new float[Math.multiplyExact(end - from, dimensions)];
    for (int point = from; point < end; point++) {
      reader.copy(point, values, (point - from) * dimensions);
    }
    return values;
  }
}
