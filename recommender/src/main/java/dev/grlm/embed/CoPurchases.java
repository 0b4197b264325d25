package dev.grlm.embed;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Items without text, by the company they keep: row i of a symmetric matrix has, for every item j,
/// how often i and j stand near each other in a training history, divided by √(cᵢ · cⱼ), where c
/// counts an item's own positions; an item is 1 beside itself. The rows are projected on the
/// leading right singular vectors ([TruncatedSvd]) and divided by their length, as texts are.
/// Thread-safe.
///
/// Only training positions may come in: what is to be predicted must not shape what it is predicted
/// by.
public final class CoPurchases {
  /// Positions that are near each other, as in the floor's item graph.
  private static final int WINDOW = 20;

  private final SparseRows matrix;
  private final int[] counts;

  private CoPurchases(SparseRows matrix, int[] counts) {
    this.matrix = matrix;
    this.counts = counts;
  }

  /// @param items size of the catalogue
  /// @param histories training parts, oldest item first
  public static CoPurchases of(int items, List<int[]> histories) {
    var counts = new int[items];
    var near = new Pairs(items);
    for (int[] history : histories) {
      for (int at = 0; at < history.length; at++) {
        counts[history[at]]++;
        for (int before = Math.max(0, at - WINDOW); before < at; before++) {
          near.add(history[before], history[at]);
        }
      }
    }
    return new CoPurchases(near.rows(counts), counts);
  }

  /// Items that stand in no training position; their rows are zero.
  public long unseen() {
    return Arrays.stream(counts).filter(count -> count == 0).count();
  }

  /// One row per item; fewer dimensions than asked for where the rank is lower, at least one.
  public Embeddings embeddings(LsaConfig config) {
    TruncatedSvd svd =
        TruncatedSvd.of(matrix, config.dimensions(), config.powerIterations(), config.seed());
    int dimensions = Math.max(1, svd.singularValues().length);
    var rows = new float[Math.multiplyExact(matrix.rows(), dimensions)];
    if (svd.singularValues().length > 0) {
      svd.project(matrix, rows);
    }
    return new Embeddings(matrix.rows(), dimensions, rows);
  }

  /// The matrix, for the tests.
  SparseRows matrix() {
    return matrix;
  }

  /// Per item the items near it with their counts, both directions.
  private static final class Pairs {
    private final List<TreeMap<Integer, Integer>> rows;

    Pairs(int items) {
      this.rows = Stream.generate(() -> new TreeMap<Integer, Integer>()).limit(items).toList();
    }

    void add(int left, int right) {
      if (left != right) {
        rows.get(left).merge(right, 1, Integer::sum);
        rows.get(right).merge(left, 1, Integer::sum);
      }
    }

    SparseRows rows(int[] counts) {
      for (int item = 0; item < rows.size(); item++) {
        if (counts[item] > 0) {
          rows.get(item).put(item, counts[item]);
        }
      }
      var starts = new int[rows.size() + 1];
      for (int item = 0; item < rows.size(); item++) {
        starts[item + 1] = Math.addExact(starts[item], rows.get(item).size());
      }
      var indices = new int[starts[rows.size()]];
      var values = new double[indices.length];
      int end = 0;
      for (int item = 0; item < rows.size(); item++) {
        for (var entry : rows.get(item).entrySet()) {
          int other = entry.getKey();
          indices[end] = other;
          values[end++] = entry.getValue() / Math.sqrt((double) counts[item] * counts[other]);
        }
      }
      return new SparseRows(rows.size(), starts, indices, values);
    }
  }
}
