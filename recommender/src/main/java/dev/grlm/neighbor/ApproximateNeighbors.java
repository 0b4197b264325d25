package dev.grlm.neighbor;

import dev.grlm.embed.EmbeddingRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
/// search ends with fewer than k is compared with all.
public final class ApproximateNeighbors implements NeighborFinder {
  private static final int CONNECTIONS = 16;
  private static final int BUILD_BREADTH = 100;

  /// How many rows pass between two reports of progress.
  private static final int PROGRESS_ROWS = 1 << 13;

  private final NeighborConfig config;
  private final int workers;
  private final LongConsumer progress;

  /// @param workers threads that search
  /// @param progress hears how many rows are in the graph
  public ApproximateNeighbors(NeighborConfig config, int workers, LongConsumer progress) {
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
      var quantized = new QuantizedRows(rows, used);
      try {
        OnHeapHnswGraph graph = graph(quantized, used.length);
        search(new Search(rows, k, used, quantized, graph, found));
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

  /// Workers take neighboring stretches of rows; each row is searched on its own.
  private void search(Search search) {
    int size = search.used().length;
    int stretch = Math.ceilDiv(size, workers);
    try (var pool = Executors.newFixedThreadPool(workers)) {
      var parts = new ArrayList<Future<?>>();
      for (int from = 0; from < size; from += stretch) {
        int first = from;
        int end = Math.min(size, from + stretch);
        parts.add(
            pool.submit(() -> {
              search.run(first, end, config.breadth());
              return null;
            }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while searching neighbors", stopped);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("searching neighbors", failure.getCause());
    }
  }

  /// What the workers share.
  ///
  /// @param used row of each number in the graph
  /// @param found gets the result; each row is written by one worker
  private record Search(
      EmbeddingRows rows,
      int k,
      int[] used,
      QuantizedRows quantized,
      OnHeapHnswGraph graph,
      Neighbors found) {
    void run(int from, int end, int breadth) throws IOException {
      UpdateableRandomVectorScorer scorer = quantized.scorer();
      var cosines = new Cosines(rows);
      int width = (int) Math.min(used.length, Math.max(breadth, k + 1L));
      for (int number = from; number < end; number++) {
        scorer.setScoringOrdinal(number);
        ScoreDoc[] candidates =
            HnswGraphSearcher.search(scorer, width, graph, null, Integer.MAX_VALUE)
                .topDocs()
                .scoreDocs;
        int[] proposed = new int[candidates.length];
        for (int place = 0; place < proposed.length; place++) {
          proposed[place] = candidates[place].doc;
        }
        NearestList nearest = nearest(number, proposed, cosines);
        if (nearest.size() < Math.min(k, used.length - 1)) {
          nearest = nearest(number, IntStream.range(0, used.length).toArray(), cosines);
        }
        found.items()[used[number]] = nearest.items();
        found.cosines()[used[number]] = nearest.cosines();
      }
    }

    private NearestList nearest(int number, int[] candidates, Cosines cosines) {
      var nearest = new NearestList(Math.min(k, used.length - 1));
      cosines.of(used[number]);
      for (int candidate : candidates) {
        if (candidate != number) {
          nearest.offer(used[candidate], cosines.with(used[candidate]));
        }
      }
      return nearest;
    }
  }
}
