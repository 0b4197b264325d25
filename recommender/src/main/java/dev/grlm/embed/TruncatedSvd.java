package dev.grlm.embed;

import dev.grlm.tensor.LinearAlgebra;
import dev.grlm.tensor.LinearAlgebra.Eigen;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.Arrays;
import java.util.Random;

/// The leading right singular vectors of a sparse matrix A by randomised subspace iteration.
///
/// N. Halko, P.-G. Martinsson, J. A. Tropp, "Finding structure with randomness", SIAM Review 53(2),
/// 2011 (arXiv 0909.4061), algorithm 4.4 applied to Aᵀ. Their k is `dimensions`, their p
/// [#OVERSAMPLING], their q `powerIterations`, their Ω the Gaussian start.
///
/// Deviations: one step multiplies by AᵀA row by row, so that nothing of the size rows × (k + p) is
/// ever held, and orthonormalises once per step instead of twice; instead of the SVD of A·Q (their
/// algorithm 5.1) the small matrix QᵀAᵀAQ is decomposed, which gives the same vectors. Squaring
/// halves the digits that small singular values keep, which double precision affords.
///
/// The sign of a vector is arbitrary; here its entry of largest size is positive, the first one
/// where several are as large.
///
/// @param basis V, columns of A × dimensions, orthonormal columns, largest singular value first
/// @param singularValues one per column of V
record TruncatedSvd(Matrix basis, double[] singularValues) {
  /// Directions carried along beyond those asked for; Halko et al. advise 5 or 10.
  static final int OVERSAMPLING = 10;

  /// What is shorter than this lies outside the kept directions; what is left of it is rounding of
  /// a float32 basis and would be blown up to a random direction.
  private static final double MINIMUM_PROJECTION = 1e-6;

  /// A direction counts towards the rank when its squared singular value is at least this share of
  /// the largest; below lies rounding.
  static final double RANK_TOLERANCE = 1e-12;

  /// Gives fewer than `dimensions` vectors where the rank of `matrix` is lower, none when it is all
  /// zero.
  static TruncatedSvd of(SparseRows matrix, int dimensions, int powerIterations, long seed) {
    int rank = Math.min(matrix.rows(), matrix.columns());
    int width = (int) Math.min(rank, (long) dimensions + OVERSAMPLING);
    Matrix start = Matrix.zeros(matrix.columns(), width);
    var random = new Random(seed);
    Arrays.setAll(start.values(), _ -> random.nextGaussian());

    Matrix basis = LinearAlgebra.orthonormalBasis(timesGram(matrix, start));
    for (int iteration = 0; iteration < powerIterations; iteration++) {
      basis = LinearAlgebra.orthonormalBasis(timesGram(matrix, basis));
    }
    Matrix small = LinearAlgebra.transposedProduct(basis, timesGram(matrix, basis));
    Eigen eigen = LinearAlgebra.symmetricEigen(small);
    int kept = 0;
    while (kept < Math.min(dimensions, width)
        && eigen.values()[kept] > 0
        && eigen.values()[kept] >= RANK_TOLERANCE * eigen.values()[0]) {
      kept++;
    }
    Matrix vectors = LinearAlgebra.product(basis, firstColumns(eigen.vectors(), kept));
    fixSigns(vectors);
    double[] singularValues = Arrays.copyOf(eigen.values(), kept);
    Arrays.setAll(singularValues, i -> Math.sqrt(singularValues[i]));
    return new TruncatedSvd(vectors, singularValues);
  }

  /// The rows of a matrix on these vectors, each divided by its length; what lies outside of them
  /// is a row of zeros.
  ///
  /// @param matrix as wide as the vectors are long
  /// @param rows where they go: rows × dimensions
  void project(SparseRows matrix, float[] rows) {
    int width = singularValues.length;
    double[] row = new double[width];
    for (int i = 0; i < matrix.rows(); i++) {
      Arrays.fill(row, 0);
      for (int at = matrix.starts()[i]; at < matrix.starts()[i + 1]; at++) {
        addScaled(matrix.values()[at], basis.values(), matrix.indices()[at] * width, row, 0, width);
      }
      writeNormalized(row, rows, i * width);
    }
  }

  /// Of rows of about length 1; one that is shorter than [#MINIMUM_PROJECTION] stays zero.
  static void writeNormalized(double[] row, float[] rows, int start) {
    double squares = 0;
    for (double value : row) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    if (length < MINIMUM_PROJECTION) {
      return;
    }
    for (int d = 0; d < row.length; d++) {
      rows[start + d] = (float) (row[d] / length);
    }
  }

  /// AᵀA·X, one row a of A after another: the sum of a (aᵀX).
  private static Matrix timesGram(SparseRows matrix, Matrix factor) {
    int width = factor.columns();
    double[] x = factor.values();
    Matrix result = Matrix.zeros(factor.rows(), width);
    double[] y = result.values();
    double[] row = new double[width];
    for (int i = 0; i < matrix.rows(); i++) {
      Arrays.fill(row, 0);
      for (int at = matrix.starts()[i]; at < matrix.starts()[i + 1]; at++) {
        addScaled(matrix.values()[at], x, matrix.indices()[at] * width, row, 0, width);
      }
      for (int at = matrix.starts()[i]; at < matrix.starts()[i + 1]; at++) {
        addScaled(matrix.values()[at], row, 0, y, matrix.indices()[at] * width, width);
      }
    }
    return result;
  }

  private static void addScaled(
      double scale, double[] from, int fromStart, double[] to, int toStart, int count) {
    for (int i = 0; i < count; i++) {
      to[toStart + i] += scale * from[fromStart + i];
    }
  }

  private static Matrix firstColumns(Matrix matrix, int count) {
    Matrix result = Matrix.zeros(matrix.rows(), count);
    for (int row = 0; row < matrix.rows(); row++) {
      System.arraycopy(
          matrix.values(), row * matrix.columns(), result.values(), row * count, count);
    }
    return result;
  }

  private static void fixSigns(Matrix vectors) {
    int columns = vectors.columns();
    double[] largest = new double[columns];
    for (int i = 0; i < vectors.values().length; i++) {
      double value = vectors.values()[i];
      if (Math.abs(value) > Math.abs(largest[i % columns])) {
        largest[i % columns] = value;
      }
    }
    for (int i = 0; i < vectors.values().length; i++) {
      if (largest[i % columns] < 0) {
        vectors.values()[i] = -vectors.values()[i];
      }
    }
  }
}
