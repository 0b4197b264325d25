package dev.grlm.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.tensor.LinearAlgebra;
import dev.grlm.tensor.LinearAlgebra.Eigen;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TruncatedSvdTest {
  /// About a third of the values present; columns weaken geometrically, so the spectrum falls.
  private static SparseRows random(int rows, int columns, double decay, long seed) {
    var random = new Random(seed);
    int[] starts = new int[rows + 1];
    int[] indices = new int[rows * columns];
    double[] values = new double[rows * columns];
    int end = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (random.nextInt(3) == 0) {
          indices[end] = column;
          values[end++] = random.nextGaussian() * Math.pow(decay, column);
        }
      }
      starts[row + 1] = end;
    }
    return new SparseRows(columns, starts, indices, values);
  }

  /// All eigenvectors of AᵀA at once.
  private static Eigen full(SparseRows matrix) {
    double[][] dense = SparseRowsReference.dense(matrix);
    Matrix gram = Matrix.zeros(matrix.columns(), matrix.columns());
    for (double[] row : dense) {
      for (int i = 0; i < matrix.columns(); i++) {
        for (int j = 0; j < matrix.columns(); j++) {
          gram.values()[i * matrix.columns() + j] += row[i] * row[j];
        }
      }
    }
    return LinearAlgebra.symmetricEigen(gram);
  }

  private static void assertAgree(TruncatedSvd svd, Eigen full, int dimensions, double tolerance) {
    assertThat(svd.singularValues()).hasSize(dimensions);
    for (int j = 0; j < dimensions; j++) {
      assertThat(svd.singularValues()[j]).isCloseTo(Math.sqrt(full.values()[j]), within(tolerance));
      double dot = 0;
      for (int i = 0; i < svd.basis().rows(); i++) {
        dot += svd.basis().at(i, j) * full.vectors().at(i, j);
      }
      assertThat(Math.abs(dot)).as("vector " + j).isCloseTo(1, within(tolerance));
    }
  }

  @Test
  void agreesWithTheFullDecompositionWhereTheSubspaceIsWhole() {
    SparseRows matrix = random(30, 12, 1, 1);
    assertAgree(TruncatedSvd.of(matrix, 12, 0, 7), full(matrix), 12, 1e-9);
  }

  @Test
  void agreesWithTheFullDecompositionOnAFallingSpectrum() {
    SparseRows matrix = random(200, 60, 0.9, 2);
    assertAgree(TruncatedSvd.of(matrix, 10, 4, 7), full(matrix), 10, 1e-6);
  }

  @Test
  void powerIterationsComeNearer() {
    SparseRows matrix = random(200, 100, 0.99, 3);
    Eigen full = full(matrix);
    double before = Double.MAX_VALUE;
    for (int iterations : new int[] {0, 2, 8}) {
      double[] values = TruncatedSvd.of(matrix, 10, iterations, 7).singularValues();
      double error = 0;
      for (int j = 0; j < 10; j++) {
        error += Math.sqrt(full.values()[j]) - values[j];
      }
      assertThat(error).isBetween(-1e-9, before);
      before = error;
    }
    assertThat(before).isLessThan(0.1);
  }

  @Test
  void basisIsOrthonormal() {
    Matrix basis = TruncatedSvd.of(random(50, 40, 0.95, 4), 15, 2, 7).basis();
    Matrix product = LinearAlgebra.transposedProduct(basis, basis);
    for (int i = 0; i < 15; i++) {
      for (int j = 0; j < 15; j++) {
        assertThat(product.at(i, j)).isCloseTo(i == j ? 1 : 0, within(1e-12));
      }
    }
  }

  @Test
  void theLargestEntryOfAVectorIsPositive() {
    Matrix basis = TruncatedSvd.of(random(50, 20, 0.95, 5), 8, 2, 7).basis();
    for (int j = 0; j < 8; j++) {
      double largest = 0;
      for (int i = 0; i < 20; i++) {
        if (Math.abs(basis.at(i, j)) > Math.abs(largest)) {
          largest = basis.at(i, j);
        }
      }
      assertThat(largest).isPositive();
    }
  }

  @Test
  void stopsAtTheRank() {
    // three rows, the third is the sum of the others
    var matrix =
        new SparseRows(
            4,
            new int[] {0, 2, 4, 8},
            new int[] {0, 1, 2, 3, 0, 1, 2, 3},
            new double[] {1, 2, 3, 4, 1, 2, 3, 4});
    assertThat(TruncatedSvd.of(matrix, 4, 2, 7).singularValues()).hasSize(2);
    var zeros = new SparseRows(4, new int[] {0, 0, 0}, new int[0], new double[0]);
    assertThat(TruncatedSvd.of(zeros, 4, 2, 7).singularValues()).isEmpty();
  }
}
