package dev.grlm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.tensor.LinearAlgebra.Eigen;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class LinearAlgebraTest {
  private static final double EXACT = 1e-12;

  private static Matrix random(int rows, int columns, long seed) {
    Matrix matrix = Matrix.zeros(rows, columns);
    var random = new Random(seed);
    Arrays.setAll(matrix.values(), i -> random.nextGaussian());
    return matrix;
  }

  private static Matrix transpose(Matrix matrix) {
    Matrix result = Matrix.zeros(matrix.columns(), matrix.rows());
    for (int i = 0; i < result.rows(); i++) {
      for (int j = 0; j < result.columns(); j++) {
        result.values()[i * result.columns() + j] = matrix.at(j, i);
      }
    }
    return result;
  }

  private static Matrix naiveProduct(Matrix left, Matrix right) {
    Matrix result = Matrix.zeros(left.rows(), right.columns());
    for (int i = 0; i < left.rows(); i++) {
      for (int j = 0; j < right.columns(); j++) {
        for (int k = 0; k < left.columns(); k++) {
          result.values()[i * right.columns() + j] += left.at(i, k) * right.at(k, j);
        }
      }
    }
    return result;
  }

  private static Matrix identity(int n) {
    Matrix identity = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      identity.values()[i * n + i] = 1;
    }
    return identity;
  }

  private static void assertClose(Matrix actual, Matrix expected) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    assertThat(actual.columns()).isEqualTo(expected.columns());
    assertThat(actual.values()).containsExactly(expected.values(), within(EXACT));
  }

  @Test
  void productsAgreeWithThreeLoops() {
    Matrix a = random(7, 5, 1);
    Matrix b = random(5, 3, 2);
    Matrix expected = naiveProduct(a, b);
    assertClose(LinearAlgebra.product(a, b), expected);
    assertClose(LinearAlgebra.productTransposed(a, transpose(b)), expected);
    assertClose(LinearAlgebra.transposedProduct(transpose(a), b), expected);
  }

  @Test
  void emptyMatricesHaveProductsToo() {
    assertThat(LinearAlgebra.product(random(3, 2, 1), Matrix.zeros(2, 0)).values()).isEmpty();
    assertThat(LinearAlgebra.product(Matrix.zeros(2, 0), Matrix.zeros(0, 3)).values())
        .containsExactly(new double[6]);
  }

  @Test
  void basisIsOrthonormalAndSpansTheColumns() {
    Matrix a = random(9, 4, 3);
    Matrix q = LinearAlgebra.orthonormalBasis(a);
    assertClose(naiveProduct(transpose(q), q), identity(4));
    assertClose(naiveProduct(q, naiveProduct(transpose(q), a)), a);
  }

  @Test
  void basisOfDependentColumnsIsOrthonormalToo() {
    Matrix q = LinearAlgebra.orthonormalBasis(new Matrix(3, 2, new double[] {1, 2, 1, 2, 1, 2}));
    assertClose(naiveProduct(transpose(q), q), identity(2));
  }

  @Test
  void eigenOfAKnownMatrix() {
    // [[2, 1], [1, 2]] has 3 on (1, 1)/√2 and 1 on (1, -1)/√2
    Eigen eigen = LinearAlgebra.symmetricEigen(new Matrix(2, 2, new double[] {2, 1, 1, 2}));
    assertThat(eigen.values()).containsExactly(new double[] {3, 1}, within(EXACT));
    double half = Math.sqrt(0.5);
    for (double value : eigen.vectors().values()) {
      assertThat(Math.abs(value)).isCloseTo(half, within(EXACT));
    }
    assertThat(eigen.vectors().at(0, 0) * eigen.vectors().at(1, 0)).isPositive();
    assertThat(eigen.vectors().at(0, 1) * eigen.vectors().at(1, 1)).isNegative();
  }

  @Test
  void eigenRebuildsTheMatrix() {
    Matrix a = random(6, 6, 4);
    Matrix symmetric = naiveProduct(a, transpose(a));
    Eigen eigen = LinearAlgebra.symmetricEigen(symmetric);
    Matrix scaled = Matrix.zeros(6, 6);
    for (int i = 0; i < 36; i++) {
      scaled.values()[i] = eigen.vectors().values()[i] * eigen.values()[i % 6];
    }
    assertClose(naiveProduct(scaled, transpose(eigen.vectors())), symmetric);
    double[] sorted = eigen.values().clone();
    Arrays.sort(sorted);
    for (int i = 0; i < 6; i++) {
      assertThat(eigen.values()[i]).isEqualTo(sorted[5 - i]);
    }
  }

  @Test
  void gramBlocksCoverTheProduct() {
    float[] rows = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    float[] gram = new float[25];
    LinearAlgebra.gramBlocks(
        rows,
        2,
        2,
        (first, count, products) -> System.arraycopy(products, 0, gram, first * 5, count * 5));
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        float expected = rows[2 * i] * rows[2 * j] + rows[2 * i + 1] * rows[2 * j + 1];
        assertThat(gram[i * 5 + j]).isEqualTo(expected);
      }
    }
  }

  @Test
  void distancesAreSumsOfSquares() {
    double[] left = {9, 1, 2, 3, 4, 5, 6, 7};
    double[] right = {1, 1, 1, 1, 1, 1, 1, 1, 9, 9};
    double expected = 0;
    for (int count = 0; count <= 7; count++) {
      assertThat(LinearAlgebra.squaredDistance(left, 1, right, 0, count)).isEqualTo(expected);
      expected += count * count;
    }
    assertThat(LinearAlgebra.squaredDistance(left, 6, right, 8, 2)).isEqualTo(9 + 4);
  }

  @Test
  void repeatsItselfToTheBit() {
    Matrix a = random(300, 40, 5);
    assertThat(LinearAlgebra.orthonormalBasis(a).values())
        .isEqualTo(LinearAlgebra.orthonormalBasis(a).values());
  }

  @Test
  void leavesNoNativeMemoryBehind() {
    Matrix a = random(200, 100, 6);
    var _ = LinearAlgebra.orthonormalBasis(a);
    long before = Pointer.totalCount();
    for (int i = 0; i < 50; i++) {
      var _ = LinearAlgebra.symmetricEigen(LinearAlgebra.transposedProduct(a, a));
      var _ = LinearAlgebra.orthonormalBasis(a);
      LinearAlgebra.gramBlocks(new float[100], 10, 3, (_, _, _) -> {});
    }
    // live pointers; each call makes at least two, so a leak would leave 200 and more
    assertThat(Pointer.totalCount() - before).isLessThan(50);
  }

  @Test
  void refusesShapesThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearAlgebra.product(random(2, 3, 0), random(2, 3, 0)))
        .withMessage("shapes do not fit: [2, 3] and [2, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearAlgebra.orthonormalBasis(random(2, 3, 0)))
        .withMessage("3 columns of 2 rows cannot be orthonormal");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Matrix(2, 2, new double[3]))
        .withMessage("2 × 2 does not hold 3 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearAlgebra.gramBlocks(new float[5], 2, 1, (_, _, _) -> {}))
        .withMessageContaining("5 values are no rows of 2 columns");
  }
}
