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
      // Each code as often as it must be taken: a column of its own each time.
      int times = (group.size() + size - 1) / size;
      var costs = new double[group.size()][];
      for (int place = 0; place < costs.length; place++) {
        costs[place] = repeated(quantized.lastDistances(group.get(place)), times);
      }
      int[] columns = Assignment.cheapest(costs);
      for (int place = 0; place < columns.length; place++) {
        last[group.get(place)] = columns[place] % size;
      }
    }
    return codes.withLast(last);
  }

  private static double[] repeated(double[] values, int times) {
    var repeated = new double[values.length * times];
    for (int time = 0; time < times; time++) {
      System.arraycopy(values, 0, repeated, time * values.length, values.length);
    }
    return repeated;
  }
}
