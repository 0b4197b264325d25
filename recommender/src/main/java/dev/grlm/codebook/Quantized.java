package dev.grlm.codebook;

import dev.grlm.tensor.LinearAlgebra;
import dev.grlm.tensor.LinearAlgebra.Matrix;

/// What came of quantising vectors: their codes, and how near they lie.
///
/// @param codes with the nearest code at each level
/// @param distances levels × items: squared, of what was left of an item to the code that it got
/// @param left items × width: what is left of each item before the last level
/// @param lastBook the codes of the last level
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
public record Quantized(Codes codes, double[][] distances, ItemVectors left, Matrix lastBook) {

  /// Squared distances of an item to every code of the last level.
  public double[] lastDistances(int item) {
    int width = left.width();
    var point = new double[width];
    for (int d = 0; d < width; d++) {
      point[d] = left.values()[item * width + d];
    }
    var squares = new double[lastBook.rows()];
    for (int code = 0; code < squares.length; code++) {
      squares[code] =
          LinearAlgebra.squaredDistance(point, 0, lastBook.values(), code * width, width);
    }
    return squares;
  }
}
