package dev.grlm.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an approximate search promises beside the contract of all.
class ClusteredNeighborsTest extends NeighborFinderContract {
  private static NeighborFinder finder(int workers, int probes, long seed) {
    var config = new NeighborConfig(20, 0, probes, seed);
    return new ClusteredNeighbors(config, workers, _ -> {});
  }

  @Override
  NeighborFinder finder() {
    return finder(2, NeighborConfig.DEFAULT_PROBES, 42);
  }

  @Test
  void findsNearlyAllOfTheTrueNearest() {
    Embeddings rows = Crowds.rows(8_000, 64, 1);
    Neighbors found = finder().find(rows, 20);
    NeighborRecall recall = NeighborRecall.measure(rows, found, 20, 1_000, 7);
    assertThat(recall.rows()).isEqualTo(1_000);
    assertThat(recall.possible()).isEqualTo(20_000);
    assertThat(recall.recall()).isGreaterThanOrEqualTo(0.95);
  }

  /// A search that looks into hardly more than it must misses more: the measure tells the two
  /// apart.
  @Test
  void aNarrowSearchFindsFewer() {
    Embeddings rows = Crowds.rows(8_000, 64, 1);
    NeighborRecall wide = NeighborRecall.measure(rows, finder().find(rows, 20), 20, 500, 7);
    NeighborRecall narrow =
        NeighborRecall.measure(rows, finder(2, 1, 42).find(rows, 20), 20, 500, 7);
    assertThat(narrow.found()).isLessThan(wide.found());
  }

  @Test
  void allClustersTogetherAreTheExactSearch() {
    Embeddings rows = Crowds.rows(1_000, 16, 8);
    Neighbors found = finder(2, Integer.MAX_VALUE, 42).find(rows, 10);
    Neighbors exact = ExactNeighbors.find(rows, 10);
    assertThat(found.items()).isDeepEqualTo(exact.items());
    assertThat(found.cosines()).isDeepEqualTo(exact.cosines());
  }

  @Test
  void theNumberOfWorkersAndWhereRowsLieMakeNoDifference(@TempDir Path folder) throws IOException {
    Embeddings rows = Crowds.rows(3_000, 16, 2);
    Path file = folder.resolve("embeddings.safetensors");
    EmbeddingFiles.write(file, rows);
    int[][] expected = finder(1, 64, 42).find(rows, 10).items();
    assertThat(finder(3, 64, 42).find(rows, 10).items()).isDeepEqualTo(expected);
    int[][] lent =
        EmbeddingFiles.lend(file, 3_000, mapped -> finder(2, 64, 42).find(mapped, 10).items());
    assertThat(lent).isDeepEqualTo(expected);
  }

  @Test
  void manyEqualRowsKeepFullLists() {
    var values = new float[2 * 500];
    IntStream.range(0, 500).forEach(row -> values[2 * row + (row < 480 ? 0 : 1)] = 1);
    Neighbors found = finder().find(new Embeddings(500, 2, values), 20);
    assertThat(Arrays.stream(found.items())).allSatisfy(items -> assertThat(items).hasSize(20));
    assertThat(found.cosines()[499][18]).isEqualTo(1);
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
        .isThrownBy(() -> new NeighborConfig(20, -1, 128, 42))
        .withMessage("approximateAbove must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NeighborConfig(20, 0, 0, 42))
        .withMessage("probes must be at least 1: 0");
  }
}
