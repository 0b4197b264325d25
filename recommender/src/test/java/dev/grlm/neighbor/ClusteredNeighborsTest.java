package dev.grlm.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ClusteredNeighborsTest extends ApproximateFinderContract {
  @Override
  NeighborFinder finder(int workers, int probes, long seed) {
    var config = new NeighborConfig(20, 0, NeighborSearch.CLUSTERS, probes, 128, seed);
    return new ClusteredNeighbors(config, workers, _ -> {});
  }

  @Override
  NeighborFinder finder() {
    return finder(2, NeighborConfig.DEFAULT_PROBES, 42);
  }

  @Test
  void progressEndsWithAllRows() {
    var heard = new ArrayList<Long>();
    new ClusteredNeighbors(NeighborConfig.DEFAULT, 1, heard::add).find(Crowds.rows(100, 8, 4), 5);
    assertThat(heard).isSorted().endsWith(100L);
  }

  @Test
  void settingsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NeighborConfig(20, 0, NeighborSearch.CLUSTERS, 0, 128, 42))
        .withMessage("probes must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeighborSearch.parse("tree"))
        .withMessage("unknown neighbor search 'tree'; it is one of [clusters, graph]");
  }
}
