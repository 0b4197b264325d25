package dev.grlm.neighbor;

import dev.grlm.embed.EmbeddingRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/// The k nearest others of every row by cosine, found by walking a graph instead of comparing all
/// pairs; a few of the true nearest may be missed ([NeighborRecall] says how many). Thread-safe.
///
/// Y. A. Malkov, D. A. Yashunin, "Efficient and robust approximate nearest neighbor search using
/// Hierarchical Navigable Small World graphs", arXiv 1603.09320, in Lucene's implementation. Their
/// M is [#CONNECTIONS], their efConstruction [#BUILD_BREADTH], their ef the config's `breadth`.
///
/// The graph is built on rows of eight bits ([QuantizedRows]) by one thread in row order with a
/// seeded generator; what a search proposes is ordered by true cosines. So a result depends on
/// rows, config and Lucene's version only, not on the machine or the number of workers. A row whose
/// search ends with fewer than k is compared with all. Equal rows are one in the graph
/// ([EqualRows]).
public final class GraphNeighbors implements NeighborFinder {
  private static final int CONNECTIONS = 16;
  private static final int BUILD_BREADTH = 100;

  /// How many rows pass between two reports of progress.
  private static final int PROGRESS_ROWS = 1 << 13;

  /// Rows that a worker takes at a time.
  private static final int STRETCH = 1 << 10;

  private final NeighborConfig config;
  private final int workers;
  private final LongConsumer progress;

  /// @param workers threads that search
  /// @param progress hears how many rows are in the graph, of equal ones one
  public GraphNeighbors(NeighborConfig config, int workers, LongConsumer progress) {
    this.config = config;
    this.workers = workers;
    this.progress = progress;
  }

  @Override
  public Neighbors find(EmbeddingRows rows, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1: " + k);
    }
    int[] used = Cosines.notZero(rows);
    Neighbors found = Neighbors.none(rows.rows());
    if (used.length > 1) {
      EqualRows equal = EqualRows.of(rows, used);
      int size = equal.groups().size();
      var quantized = new QuantizedRows(rows, equal.firsts());
      try {
        OnHeapHnswGraph graph = graph(quantized, size);
        search(
            new Search(
                rows, Math.min(k, used.length - 1), equal.groups(), quantized, graph, found));
      } catch (IOException impossible) {
        throw new UncheckedIOException("a graph in memory", impossible);
      }
    }
    return found;
  }

  private OnHeapHnswGraph graph(QuantizedRows rows, int size) throws IOException {
    HnswGraphBuilder builder =
        HnswGraphBuilder.create(rows, CONNECTIONS, BUILD_BREADTH, config.seed(), size);
    for (int number = 0; number < size; number++) {
      builder.addGraphNode(number);
      if (number % PROGRESS_ROWS == 0) {
        progress.accept(number);
      }
    }
    progress.accept(size);
    return builder.getCompletedGraph();
  }

  /// Each row is searched on its own.
  private void search(Search search) {
    int size = search.groups().size();
    Workers.run(
        workers,
        Math.ceilDiv(size, STRETCH),
        stretch -> {
          try {
            int from = stretch * STRETCH;
            search.run(from, Math.min(size, from + STRETCH), config.breadth());
          } catch (IOException impossible) {
            throw new UncheckedIOException("a graph in memory", impossible);
          }
        });
  }

  /// What the workers share.
  ///
  /// @param k at most the number of other rows
  /// @param groups rows of each number in the graph
  /// @param found gets the result; each row is written by one worker
  private record Search(
      EmbeddingRows rows,
      int k,
      List<int[]> groups,
      QuantizedRows quantized,
      OnHeapHnswGraph graph,
      Neighbors found) {
    void run(int from, int end, int breadth) throws IOException {
      UpdateableRandomVectorScorer scorer = quantized.scorer();
      var cosines = new Cosines(rows);
      int width = (int) Math.min(groups.size(), Math.max(breadth, k + 1L));
      for (int number = from; number < end; number++) {
        scorer.setScoringOrdinal(number);
        ScoreDoc[] proposed =
            HnswGraphSearcher.search(scorer, width, graph, null, Integer.MAX_VALUE)
                .topDocs()
                .scoreDocs;
        int[] candidates = Arrays.stream(proposed).mapToInt(document -> document.doc).toArray();
        NearestList nearest = nearest(number, candidates, cosines);
        if (nearest.size() <= k) {
          nearest = nearest(number, IntStream.range(0, groups.size()).toArray(), cosines);
        }
        for (int row : groups.get(number)) {
          keep(row, nearest);
        }
      }
    }

    /// The nearest k + 1 rows of a group, its own among them. Of equal rows the lowest win, so no
    /// more than these are looked at.
    private NearestList nearest(int number, int[] candidates, Cosines cosines) {
      var nearest = new NearestList(k + 1);
      cosines.of(groups.get(number)[0]);
      for (int candidate : candidates) {
        int[] group = groups.get(candidate);
        float cosine = cosines.with(group[0]);
        for (int place = 0; place < Math.min(group.length, k + 1); place++) {
          nearest.offer(group[place], cosine);
        }
      }
      return nearest;
    }

    /// The list without `row`, which need not be in it, where it has many twins.
    private void keep(int row, NearestList nearest) {
      var others = new NearestList(k);
      int[] items = nearest.items();
      float[] values = nearest.cosines();
      for (int place = 0; place < items.length; place++) {
        if (items[place] != row) {
          others.offer(items[place], values[place]);
        }
      }
      found.items()[row] = others.items();
      found.cosines()[row] = others.cosines();
    }
  }
}
