package dev.grlm.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

class CholeskyTest {
  @Test
  void whatItFindsSolvesTheSystem() {
    double[][] matrix = {{4, 2, .5}, {2, 5, 1}, {.5, 1, 3}};
    double[] right = {1, -2, 3};
    double[] x = Cholesky.solve(matrix, right);
    for (int row = 0; row < right.length; row++) {
      double sum = 0;
      for (int column = 0; column < right.length; column++) {
        sum += matrix[row][column] * x[column];
      }
      assertThat(sum).isCloseTo(right[row], offset(1e-12));
    }
  }

  @Test
  void nothingIsSolvedByNothing() {
    assertThat(Cholesky.solve(new double[0][0], new double[0])).isEmpty();
  }

  @Test
  void aMatrixThatIsNotPositiveDefiniteIsRefused() {
    assertThatThrownBy(() -> Cholesky.solve(new double[][] {{1, 2}, {2, 1}}, new double[2]))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("at 1");
  }
}
