package dev.grlm.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class GraphNeighborsTest extends ApproximateFinderContract {
  @Override
  NeighborFinder finder(int workers, int breadth, long seed) {
    var config = new NeighborConfig(20, 0, NeighborSearch.GRAPH, 1, breadth, seed);
    return new GraphNeighbors(config, workers, _ -> {});
  }

  @Override
  NeighborFinder finder() {
    return finder(2, NeighborConfig.DEFAULT_BREADTH, 42);
  }

  @Test
  void progressEndsWithAllRows() {
    var heard = new ArrayList<Long>();
    new GraphNeighbors(NeighborConfig.DEFAULT, 1, heard::add).find(Crowds.rows(100, 8, 4), 5);
    // four rows are twins of others
    assertThat(heard).containsExactly(0L, 96L);
  }

  @Test
  void settingsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NeighborConfig(20, -1, NeighborSearch.GRAPH, 1, 128, 42))
        .withMessage("approximateAbove must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NeighborConfig(20, 0, NeighborSearch.GRAPH, 1, 0, 42))
        .withMessage("breadth must be within 1 and 10000: 0");
  }
}
