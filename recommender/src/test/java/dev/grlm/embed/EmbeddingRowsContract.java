package dev.grlm.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What rows promise wherever they lie.
abstract class EmbeddingRowsContract {
  /// Values that float16 holds exactly.
  private static final float[] VALUES = {1, 0, 0, 0, 0, -1, 0, .0f, .5f, .5f, .5f, -.5f};

  /// What a test does with rows.
  interface Check {
    void of(EmbeddingRows rows) throws IOException;
  }

  /// Lends rows with these values.
  abstract void with(Embeddings rows, Check check) throws IOException;

  private static Embeddings three() {
    return new Embeddings(3, 4, VALUES.clone());
  }

  @Test
  void everyRowIsCopiedToWhereItIsAskedFor() throws IOException {
    with(
        three(),
        rows -> {
          assertThat(rows.rows()).isEqualTo(3);
          assertThat(rows.dimensions()).isEqualTo(4);
          for (int row = 0; row < 3; row++) {
            var into = new float[7];
            Arrays.fill(into, 9);
            rows.copyRow(row, into, 2);
            assertThat(into).startsWith(9, 9).endsWith(9);
            float[] expected = Arrays.copyOfRange(VALUES, 4 * row, 4 * row + 4);
            assertThat(Arrays.copyOfRange(into, 2, 6)).isEqualTo(expected);
            assertThat(rows.row(row)).isEqualTo(expected);
          }
        });
  }

  @Test
  void aRowOfItsOwnMayBeChanged() throws IOException {
    with(
        three(),
        rows -> {
          rows.row(0)[0] = 7;
          assertThat(rows.row(0)[0]).isEqualTo(1);
        });
  }

  @Test
  void allRowsTogetherAreTheSame() throws IOException {
    with(
        three(),
        rows -> {
          Embeddings all = rows.inMemory();
          assertThat(all.values()).isEqualTo(VALUES);
          assertThat(all.rows()).isEqualTo(3);
          assertThat(all.dimensions()).isEqualTo(4);
        });
  }

  @Test
  void thereMayBeNone() throws IOException {
    with(
        new Embeddings(0, 4, new float[0]),
        rows -> {
          assertThat(rows.rows()).isZero();
          assertThat(rows.inMemory().values()).isEmpty();
        });
  }

  @Test
  void whatIsNotThereCannotBeCopied() throws IOException {
    with(
        three(),
        rows -> {
          assertThatThrownBy(() -> rows.row(3)).isInstanceOf(IndexOutOfBoundsException.class);
          assertThatThrownBy(() -> rows.copyRow(0, new float[4], 1))
              .isInstanceOf(IndexOutOfBoundsException.class);
        });
  }

  @Test
  void threadsMayReadAtTheSameTime() throws IOException {
    with(
        three(),
        rows -> {
          try (var pool = Executors.newFixedThreadPool(3)) {
            var works =
                IntStream.range(0, 30)
                    .<Callable<float[]>>mapToObj(work -> () -> rows.row(work % 3))
                    .toList();
            int row = 0;
            for (var done : pool.invokeAll(works)) {
              assertThat(done.get()).isEqualTo(Arrays.copyOfRange(VALUES, 4 * row, 4 * row + 4));
              row = (row + 1) % 3;
            }
          } catch (InterruptedException | java.util.concurrent.ExecutionException failure) {
            throw new AssertionError(failure);
          }
        });
  }
}
