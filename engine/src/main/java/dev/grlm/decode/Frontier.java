package dev.grlm.decode;

import dev.grlm.lm.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// The beams of all requests, request by request. Beams that have ended keep their place among the
/// others, but no row of the session.
///
/// @param starts place of each request's first beam, and the number of beams
/// @param parents place each beam had before its last symbol
/// @param lastSymbols [Selection#ENDED] where a beam had ended before
/// @param nodes of the trie
/// @param sums log-probabilities
/// @param paths all symbols so far
/// @param rows of the session, −1 where a beam has ended
/// @param parentRows row of each live beam's parent
record Frontier(
    int[] starts,
    int[] parents,
    int[] lastSymbols,
    int[] nodes,
    double[] sums,
    int[][] paths,
    int[] rows,
    int[] parentRows) {

  /// Whether a beam ends with its newest symbol.
  @FunctionalInterface
  interface EndRule {
    boolean ends(int symbol, int node);
  }

  /// One empty beam per request.
  static Frontier empty(int requests) {
    var starts = new int[requests + 1];
    Arrays.setAll(starts, i -> i);
    Frontier empty = sized(starts, requests, new int[requests][0]);
    Arrays.setAll(empty.rows, i -> i);
    return empty;
  }

  private static Frontier sized(int[] starts, int beams, int[][] paths) {
    return new Frontier(
        starts,
        new int[beams],
        new int[beams],
        new int[beams],
        new double[beams],
        paths,
        new int[beams],
        new int[beams]);
  }

  int requests() {
    return starts.length - 1;
  }

  int start(int request) {
    return starts[request];
  }

  boolean ended(int beam) {
    return rows[beam] < 0;
  }

  /// Number of beams that have not ended.
  int live() {
    return (int) Arrays.stream(rows).filter(row -> row >= 0).count();
  }

  /// Takes the newest symbols of the live beams into the session.
  void advance(Session session) {
    int[] live = IntStream.range(0, rows.length).filter(beam -> !ended(beam)).toArray();
    session.advance(
        Arrays.stream(live).map(beam -> parentRows[beam]).toArray(),
        Arrays.stream(live).map(beam -> lastSymbols[beam]).toArray());
  }

  /// The beams after one more symbol each, those that had ended excepted.
  ///
  /// @param chosen per request
  Frontier grow(List<List<Selection.Choice>> chosen, EndRule rule) {
    int beams = chosen.stream().mapToInt(List::size).sum();
    Frontier next = sized(new int[starts.length], beams, new int[beams][]);
    int beam = 0;
    int row = 0;
    for (int request = 0; request < requests(); request++) {
      for (Selection.Choice choice : chosen.get(request)) {
        int parent = choice.beam();
        next.parents[beam] = parent;
        next.parentRows[beam] = rows[parent];
        next.lastSymbols[beam] = choice.symbol();
        next.nodes[beam] = choice.node();
        next.sums[beam] = choice.sum();
        boolean hadEnded = choice.symbol() == Selection.ENDED;
        next.paths[beam] = hadEnded ? paths[parent] : longer(paths[parent], choice.symbol());
        boolean ends = hadEnded || rule.ends(choice.symbol(), choice.node());
        next.rows[beam++] = ends ? -1 : row++;
      }
      next.starts[request + 1] = beam;
    }
    return next;
  }

  private static int[] longer(int[] path, int symbol) {
    int[] longer = Arrays.copyOf(path, path.length + 1);
    longer[path.length] = symbol;
    return longer;
  }

  /// @param sequenceAt the sequence that ends at a node
  List<List<Beam>> beams(IntUnaryOperator sequenceAt) {
    var all = new ArrayList<List<Beam>>();
    for (int request = 0; request < requests(); request++) {
      var beams = new ArrayList<Beam>();
      for (int beam = starts[request]; beam < starts[request + 1]; beam++) {
        beams.add(new Beam(paths[beam], sums[beam], sequenceAt.applyAsInt(nodes[beam])));
      }
      all.add(beams);
    }
    return all;
  }
}
