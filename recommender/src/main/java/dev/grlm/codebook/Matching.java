package dev.grlm.codebook;

import java.util.List;

/// Gives all items of a prefix different codes of the last level; see [Collisions#MATCHING].
/// Stateless.
final class Matching {
  private Matching() {}

  static Codes of(Quantized quantized) {
    Codes codes = quantized.codes();
    int size = codes.sizes().getLast();
    var last = new int[codes.items()];
    for (List<Integer> group : codes.groups(codes.levels() - 1)) {
      // As many at a time as there are codes, so that none is taken more often than it must be.
      for (int from = 0; from < group.size(); from += size) {
        match(quantized, group.subList(from, Math.min(group.size(), from + size)), last);
      }
    }
    return codes.withLast(last);
  }

  private static void match(Quantized quantized, List<Integer> items, int[] last) {
    double[][] costs = items.stream().map(quantized::lastDistances).toArray(double[][]::new);
    int[] columns = Assignment.cheapest(costs);
    for (int place = 0; place < columns.length; place++) {
      last[items.get(place)] = columns[place];
    }
  }
}
