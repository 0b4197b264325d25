package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  /// The least of all ways to give the rows from `row` on columns that are free.
  private static double cheapest(double[][] costs, int row, boolean[] taken) {
    if (row == costs.length) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int column = 0; column < taken.length; column++) {
      if (!taken[column]) {
        taken[column] = true;
        least = Math.min(least, costs[row][column] + cheapest(costs, row + 1, taken));
        taken[column] = false;
      }
    }
    return least;
  }

  @RepeatedTest(40)
  void noWayIsCheaper(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    int rows = 1 + random.nextInt(5);
    int columns = rows + random.nextInt(3);
    var costs = new double[rows][columns];
    for (double[] row : costs) {
      // Few values, so that many ways are equally cheap.
      Arrays.setAll(row, _ -> random.nextInt(6) - 2);
    }
    int[] columnOf = Assignment.cheapest(costs);
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += costs[row][columnOf[row]];
    }
    assertThat(Arrays.stream(columnOf).distinct().count()).isEqualTo(rows);
    assertThat(sum).isCloseTo(cheapest(costs, 0, new boolean[columns]), within(1e-9));
  }

  @Test
  void oneWhoWouldTakeAnothersPlaceSendsHimOn() {
    double[][] costs = {{1, 2, 9}, {1, 9, 9}, {9, 2, 3}};
    assertThat(Assignment.cheapest(costs)).containsExactly(1, 0, 2);
  }

  @Test
  void nothingIsAssignedToNothingAndTooManyAreRefused() {
    assertThat(Assignment.cheapest(new double[0][])).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Assignment.cheapest(new double[3][2]))
        .withMessage("3 rows cannot have one of 2 columns");
  }
}
