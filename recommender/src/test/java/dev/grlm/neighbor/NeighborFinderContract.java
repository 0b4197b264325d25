package dev.grlm.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.embed.Embeddings;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What every [NeighborFinder] promises.
abstract class NeighborFinderContract {
  private static final float HALF = (float) Math.sqrt(0.5);

  abstract NeighborFinder finder();

  @Test
  void theLowerIndexWinsAmongEquals() {
    var embeddings = new Embeddings(5, 2, new float[] {1, 0, 0, 1, 1, 0, HALF, HALF, 1, 0});
    Neighbors neighbors = finder().find(embeddings, 2);
    assertThat(neighbors.items())
        .isDeepEqualTo(new int[][] {{2, 4}, {3, 0}, {0, 4}, {0, 1}, {0, 2}});
    assertThat(neighbors.cosines()[0]).containsExactly(1f, 1f);
    assertThat(neighbors.cosines()[1]).containsExactly(HALF, 0f);
  }

  @Test
  void aRowOfZerosHasNoNeighborsAndIsNobodys() {
    var embeddings = new Embeddings(4, 2, new float[] {1, 0, 0, 0, -1, 0, 0, 0});
    Neighbors neighbors = finder().find(embeddings, 2);
    assertThat(neighbors.items()).isDeepEqualTo(new int[][] {{2}, {}, {0}, {}});
    assertThat(neighbors.cosines()[0]).containsExactly(-1f);
  }

  @Test
  void degenerateInput() {
    assertThat(finder().find(new Embeddings(0, 4, new float[0]), 3).size()).isZero();
    assertThat(finder().find(new Embeddings(2, 0, new float[0]), 3).items()[1]).isEmpty();
    assertThat(finder().find(new Embeddings(1, 1, new float[] {1}), 3).items()[0]).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> finder().find(new Embeddings(1, 1, new float[] {1}), 0))
        .withMessage("k must be at least 1: 0");
  }

  @Test
  void rowsAreFullOrderedAndTrue() {
    Embeddings rows = Crowds.rows(600, 24, 3);
    Neighbors found = finder().find(rows, 7);
    var cosines = new Cosines(rows);
    for (int row = 0; row < rows.rows(); row++) {
      int[] items = found.items()[row];
      float[] values = found.cosines()[row];
      assertThat(items).hasSize(7).doesNotContain(row).doesNotHaveDuplicates();
      cosines.of(row);
      for (int place = 0; place < items.length; place++) {
        assertThat(values[place]).isEqualTo(cosines.with(items[place]));
      }
      for (int place = 1; place < items.length; place++) {
        assertThat(values[place]).isLessThanOrEqualTo(values[place - 1]);
        assertThat(values[place] < values[place - 1] || items[place] > items[place - 1]).isTrue();
      }
    }
  }

  @Test
  void moreThanThereAre() {
    Embeddings rows = Crowds.rows(30, 8, 5);
    Neighbors found = finder().find(rows, 100);
    assertThat(Arrays.stream(found.items())).allSatisfy(items -> assertThat(items).hasSize(29));
    assertThat(found.items()).isDeepEqualTo(ExactNeighbors.find(rows, 100).items());
  }

  @Test
  void theSameAgain() {
    Embeddings rows = Crowds.rows(2_000, 16, 9);
    Neighbors first = finder().find(rows, 10);
    Neighbors second = finder().find(rows, 10);
    assertThat(second.items()).isDeepEqualTo(first.items());
    assertThat(second.cosines()).isDeepEqualTo(first.cosines());
  }
}
