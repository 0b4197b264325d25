package dev.grlm.neighbor;

import dev.grlm.data.TopK;
import dev.grlm.embed.EmbeddingRows;
import dev.grlm.tensor.LinearAlgebra;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// The k nearest others of every row by cosine among the rows of its own cluster and of the
/// clusters nearest to that; a few of the true nearest may be missed ([NeighborRecall] says how
/// many). Thread-safe.
///
/// The coarse half of an inverted file (H. Jégou, M. Douze, C. Schmid, "Product quantization for
/// nearest neighbor search", TPAMI 33(1), 2011, §IV; their w is the config's `probes`), with the
/// rows themselves instead of codes. All rows of a cluster look into the same clusters, so the work
/// is one product of matrices after another. As in [ExactNeighbors] a float32 product proposes and
/// the true cosine decides: given the clusters, a result does not depend on rounding or threads. A
/// row that has fewer than k after that looks on.
public final class ClusteredNeighbors implements NeighborFinder {
  /// Rows that are looked for, and looked through, at a time: 16 MiB of products.
  private static final int QUERIES = 1 << 9;

  private static final int CANDIDATES = 1 << 13;

  /// Clusters per square root of the number of rows.
  private static final int CLUSTERS = 4;

  private final NeighborConfig config;
  private final int workers;
  private final LongConsumer progress;

  /// @param workers threads that search
  /// @param progress hears how many rows are done, from any thread, one at a time
  public ClusteredNeighbors(NeighborConfig config, int workers, LongConsumer progress) {
    this.config = config;
    this.workers = workers;
    this.progress = progress;
  }

  @Override
  public Neighbors find(EmbeddingRows rows, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1: " + k);
    }
    Neighbors found = Neighbors.none(rows.rows());
    int[] used = Cosines.notZero(rows);
    if (used.length > 1) {
      int count = (int) Math.min(used.length, Math.ceil(CLUSTERS * Math.sqrt(used.length)));
      Clusters clusters = Clusters.of(rows, used, count, config.seed());
      var search = new Search(rows, Math.min(k, used.length - 1), clusters, found);
      var done = new AtomicLong();
      Workers.run(
          workers,
          count,
          cluster -> {
            search.run(cluster, config.probes());
            synchronized (done) {
              progress.accept(done.addAndGet(clusters.members()[cluster].length));
            }
          });
    }
    return found;
  }

  /// What the workers share.
  ///
  /// @param k at most the number of other rows
  /// @param found gets the result; each row is written by one worker
  private record Search(EmbeddingRows rows, int k, Clusters clusters, Neighbors found) {
    void run(int cluster, int probes) {
      int[] members = clusters.members()[cluster];
      if (members.length == 0) {
        return;
      }
      int[] order = clusters.nearestTo(cluster, rows.dimensions());
      for (int from = 0; from < members.length; from += QUERIES) {
        search(
            Arrays.copyOfRange(members, from, Math.min(members.length, from + QUERIES)),
            order,
            probes);
      }
    }

    private void search(int[] queries, int[] order, int probes) {
      var nearest = new TopK[queries.length];
      Arrays.setAll(nearest, _ -> TopK.byIndex(k));
      float[] values = Samples.values(rows, queries, 0, queries.length);
      int probed = 0;
      while (probed < order.length && (probed < probes || isShort(nearest))) {
        int end = probed;
        int size = 0;
        int most = probed < probes ? Math.min(probes, order.length) : order.length;
        while (end < most && (end == probed || size < CANDIDATES)) {
          size += clusters.members()[order[end++]].length;
        }
        offer(queries, values, candidates(order, probed, end, size), nearest);
        probed = end;
      }
      for (int query = 0; query < queries.length; query++) {
        found.set(queries[query], nearest[query]);
      }
    }

    private boolean isShort(TopK[] nearest) {
      return Arrays.stream(nearest).anyMatch(list -> list.size() < k);
    }

    private int[] candidates(int[] order, int from, int end, int size) {
      var candidates = new int[size];
      int place = 0;
      for (int at = from; at < end; at++) {
        int[] members = clusters.members()[order[at]];
        System.arraycopy(members, 0, candidates, place, members.length);
        place += members.length;
      }
      return candidates;
    }

    private void offer(int[] queries, float[] values, int[] candidates, TopK[] nearest) {
      var cosines = new Cosines(rows);
      for (int from = 0; from < candidates.length; from += CANDIDATES) {
        int width = Math.min(CANDIDATES, candidates.length - from);
        float[] products =
            LinearAlgebra.productTransposed(
                values, Samples.values(rows, candidates, from, from + width), rows.dimensions());
        for (int query = 0; query < queries.length; query++) {
          cosines.of(queries[query]);
          cosines.offer(nearest[query], products, query * width, candidates, from, width);
        }
      }
    }
  }
}
