package dev.grlm.neighbor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every approximate search promises beside the contract of all.
abstract class ApproximateFinderContract extends NeighborFinderContract {
  /// @param effort the setting that makes it find more and take longer
  abstract NeighborFinder finder(int workers, int effort, long seed);

  @Test
  void findsNearlyAllOfTheTrueNearest() {
    Embeddings rows = Crowds.rows(8_000, 64, 1);
    Neighbors found = finder().find(rows, 20);
    NeighborRecall recall = NeighborRecall.measure(rows, found, 20, 1_000, 7);
    assertThat(recall.rows()).isEqualTo(1_000);
    assertThat(recall.possible()).isEqualTo(20_000);
    assertThat(recall.recall()).isGreaterThanOrEqualTo(0.95);
  }

  /// A search that keeps hardly more than it must misses more: the measure tells the two apart.
  @Test
  void aNarrowSearchFindsFewer() {
    Embeddings rows = Crowds.rows(8_000, 64, 1);
    NeighborRecall wide = NeighborRecall.measure(rows, finder().find(rows, 20), 20, 500, 7);
    NeighborRecall narrow =
        NeighborRecall.measure(rows, finder(2, 1, 42).find(rows, 20), 20, 500, 7);
    assertThat(narrow.found()).isLessThan(wide.found());
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
}
