package dev.grlm.neighbor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.embed.Embeddings;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NeighborRecallTest {
  @Test
  void exactNeighborsAreAllFound() {
    Embeddings rows = Crowds.rows(9_000, 12, 6);
    Neighbors exact = ExactNeighbors.find(rows, 20);
    NeighborRecall recall = NeighborRecall.measure(rows, exact, 20, 100, 1);
    assertThat(recall).isEqualTo(new NeighborRecall(100, 2_000, 2_000));
    assertThat(recall.recall()).isEqualTo(1);
  }

  /// With the last half of each list cut off, half is found, give or take nothing.
  @Test
  void halfAListIsHalfTheRecall() {
    Embeddings rows = Crowds.rows(400, 12, 6);
    Neighbors exact = ExactNeighbors.find(rows, 10);
    var items = new int[400][];
    var cosines = new float[400][];
    for (int row = 0; row < 400; row++) {
      items[row] = Arrays.copyOf(exact.items()[row], 5);
      cosines[row] = Arrays.copyOf(exact.cosines()[row], 5);
    }
    NeighborRecall recall =
        NeighborRecall.measure(rows, new Neighbors(items, cosines), 10, 1_000, 1);
    assertThat(recall).isEqualTo(new NeighborRecall(400, 2_000, 4_000));
  }

  @Test
  void anEquallyNearOneCounts() {
    var rows = new Embeddings(4, 1, new float[] {1, 1, 1, 1});
    var other = new Neighbors(new int[][] {{3}, {3}, {3}, {2}}, new float[][] {{1}, {1}, {1}, {1}});
    assertThat(NeighborRecall.measure(rows, other, 1, 4, 1).recall()).isEqualTo(1);
  }

  @Test
  void nothingToFindIsAllFound() {
    var rows = new Embeddings(2, 1, new float[2]);
    assertThat(NeighborRecall.measure(rows, Neighbors.none(2), 5, 10, 1).recall()).isEqualTo(1);
  }
}
