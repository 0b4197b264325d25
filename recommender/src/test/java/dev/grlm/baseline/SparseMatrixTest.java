package dev.grlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SparseMatrixTest {
  private static final int ROWS = 5;
  private static final int COLUMNS = 7;

  /// Small whole numbers, so that sums are exact in any order.
  private static double[][] dense(long seed) {
    double[][] dense = new double[ROWS][COLUMNS];
    for (Entry entry : entries(seed)) {
      dense[entry.row()][entry.column()] += entry.value();
    }
    return dense;
  }

  private record Entry(int row, int column, double value) {}

  private static Entry[] entries(long seed) {
    var random = new SplittableRandom(seed);
    Entry[] entries = new Entry[random.nextInt(40)];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = new Entry(random.nextInt(ROWS), random.nextInt(COLUMNS), 1 + random.nextInt(9));
    }
    return entries;
  }

  private static SparseMatrix sparse(long seed) {
    return SparseMatrix.sum(
        ROWS,
        COLUMNS,
        sink -> {
          for (Entry entry : entries(seed)) {
            sink.add(entry.row(), entry.column(), entry.value());
          }
        });
  }

  private static double[][] dense(SparseMatrix matrix) {
    double[][] dense = new double[matrix.rows()][matrix.columns()];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int entry = matrix.start(row); entry < matrix.end(row); entry++) {
        assertThat(entry == matrix.start(row) || matrix.column(entry) > matrix.column(entry - 1))
            .as("columns of row %d ascend", row)
            .isTrue();
        dense[row][matrix.column(entry)] = matrix.value(entry);
      }
    }
    return dense;
  }

  @Property(tries = 200)
  void holdsTheSumsOfItsEntries(@ForAll long seed) {
    assertThat(dense(sparse(seed))).isDeepEqualTo(dense(seed));
  }

  /// Numbers whose sum depends on their order, so that an order that changed would show.
  @Property(tries = 200)
  void howManyEntriesAreHeldAtOnceDoesNotShow(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int held) {
    SparseMatrix.Entries uneven =
        sink -> {
          for (Entry entry : entries(seed)) {
            sink.add(entry.row(), entry.column(), 1 / entry.value());
          }
        };
    SparseMatrix whole = SparseMatrix.sum(ROWS, COLUMNS, uneven);
    SparseMatrix parts = SparseSum.of(ROWS, COLUMNS, uneven, new SparseSum.Limits(held, 100));
    assertThat(parts).usingRecursiveComparison().isEqualTo(whole);
  }

  @Test
  void moreSumsThanTheLimitAreRefusedButNotMoreEntries() {
    SparseMatrix.Entries twoPlaces =
        sink -> {
          for (int time = 0; time < 9; time++) {
            sink.add(1, 2, 1);
            sink.add(3, 0, 1);
          }
        };
    SparseMatrix summed = SparseSum.of(ROWS, COLUMNS, twoPlaces, new SparseSum.Limits(4, 2));
    assertThat(summed.entries()).isEqualTo(2);
    assertThat(summed.at(3, 0)).isEqualTo(9);
    assertThatThrownBy(() -> SparseSum.of(ROWS, COLUMNS, twoPlaces, new SparseSum.Limits(4, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a table of 5 × 7 has more than 1 places that are not 0");
  }

  @Property(tries = 100)
  void furtherRowsAndColumnsAreEmpty(@ForAll long seed) {
    double[][] padded = new double[ROWS + 2][COLUMNS + 3];
    double[][] dense = dense(seed);
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(dense[row], 0, padded[row], 0, COLUMNS);
    }
    assertThat(dense(sparse(seed).padded(ROWS + 2, COLUMNS + 3))).isDeepEqualTo(padded);
  }

  /// Places whose row and column add up to an even number are kept, the others are exchanged.
  @Property(tries = 200)
  void takesOthersInsteadOfWhatIsNotKept(@ForAll long seed, @ForAll long other) {
    double[][] mixed = new double[ROWS + 1][COLUMNS + 1];
    double[][] before = dense(seed);
    double[][] after = dense(other);
    SparseMatrix further =
        SparseMatrix.sum(
            ROWS + 1,
            COLUMNS + 1,
            sink -> {
              sink.add(ROWS, COLUMNS, 7);
              for (Entry entry : entries(other)) {
                if ((entry.row() + entry.column()) % 2 != 0) {
                  sink.add(entry.row(), entry.column(), entry.value());
                }
              }
            });
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        mixed[row][column] = ((row + column) % 2 == 0 ? before : after)[row][column];
      }
    }
    mixed[ROWS][COLUMNS] = 7;
    SparseMatrix merged = sparse(seed).with(further, (row, column) -> (row + column) % 2 == 0);
    assertThat(dense(merged)).isDeepEqualTo(mixed);
  }

  @Property(tries = 200)
  void transposesScalesAndSums(@ForAll long seed) {
    double[][] dense = dense(seed);
    double[] rowSums = new double[ROWS];
    double[] columnSums = new double[COLUMNS];
    double[][] transposed = new double[COLUMNS][ROWS];
    double[][] scaled = new double[ROWS][COLUMNS];
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        rowSums[row] += dense[row][column];
        columnSums[column] += dense[row][column];
        transposed[column][row] = dense[row][column];
        scaled[row][column] = dense[row][column] * (row + 1) * (column + 2);
      }
    }
    SparseMatrix matrix = sparse(seed);
    assertThat(matrix.rowSums()).containsExactly(rowSums);
    assertThat(matrix.columnSums()).containsExactly(columnSums);
    assertThat(dense(matrix.transposed())).isDeepEqualTo(transposed);
    assertThat(
            dense(matrix.scaled(new double[] {1, 2, 3, 4, 5}, new double[] {2, 3, 4, 5, 6, 7, 8})))
        .isDeepEqualTo(scaled);
  }
}
