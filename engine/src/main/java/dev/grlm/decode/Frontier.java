package dev.grlm.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// The unfinished beams of all requests, request by request: those of request q are the rows
/// `starts[q] … starts[q + 1] − 1`.
///
/// @param parents row each beam had before its last symbol
/// @param nodes of the trie
/// @param paths all symbols so far
record Frontier(
    int[] starts, int[] parents, int[] lastSymbols, int[] nodes, double[] scores, int[][] paths) {

  /// One empty beam per request.
  static Frontier empty(int requests) {
    var starts = new int[requests + 1];
    Arrays.setAll(starts, i -> i);
    return sized(starts, requests, new int[requests][0]);
  }

  private static Frontier sized(int[] starts, int rows, int[][] paths) {
    return new Frontier(
        starts, new int[rows], new int[rows], new int[rows], new double[rows], paths);
  }

  int requests() {
    return starts.length - 1;
  }

  int rows() {
    return paths.length;
  }

  int start(int request) {
    return starts[request];
  }

  double score(int row) {
    return scores[row];
  }

  int node(int row) {
    return nodes[row];
  }

  /// The beams after one more symbol each.
  ///
  /// @param chosen per request
  Frontier grow(List<List<Selection.Choice>> chosen) {
    int rows = chosen.stream().mapToInt(List::size).sum();
    Frontier next = sized(new int[starts.length], rows, new int[rows][]);
    int row = 0;
    for (int request = 0; request < requests(); request++) {
      for (Selection.Choice choice : chosen.get(request)) {
        int[] path = paths[choice.row()];
        int[] longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = choice.symbol();
        next.parents[row] = choice.row();
        next.lastSymbols[row] = choice.symbol();
        next.nodes[row] = choice.node();
        next.scores[row] = choice.score();
        next.paths[row++] = longer;
      }
      next.starts[request + 1] = row;
    }
    return next;
  }

  /// @param sequenceAt the sequence that ends at a node
  List<List<Beam>> beams(IntUnaryOperator sequenceAt) {
    var all = new ArrayList<List<Beam>>();
    for (int request = 0; request < requests(); request++) {
      var beams = new ArrayList<Beam>();
      for (int row = starts[request]; row < starts[request + 1]; row++) {
        beams.add(new Beam(paths[row], scores[row], sequenceAt.applyAsInt(nodes[row])));
      }
      all.add(beams);
    }
    return all;
  }
}
