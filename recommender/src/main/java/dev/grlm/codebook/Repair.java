package dev.grlm.codebook;

import java.util.Arrays;
import java.util.List;

/// Gives colliding items other codes of the last level; see [Collisions#REPAIR]. Stateless.
final class Repair {
  private Repair() {}

  static Codes of(Quantized quantized, Sinkhorn sinkhorn, int rounds) {
    Codes codes = quantized.codes();
    for (int round = 0; round < rounds; round++) {
      List<List<Integer>> colliding =
          codes.groups(codes.levels()).stream().filter(group -> group.size() > 1).toList();
      if (colliding.isEmpty()) {
        return codes;
      }
      Codes spread = spread(quantized, codes, colliding, sinkhorn);
      if (spread.equals(codes)) {
        return codes; // further rounds would do the same again
      }
      codes = spread;
    }
    return codes;
  }

  private static Codes spread(
      Quantized quantized, Codes codes, List<List<Integer>> colliding, Sinkhorn sinkhorn) {
    int last = codes.levels() - 1;
    int size = codes.sizes().getLast();
    var changed = new int[codes.items()];
    Arrays.setAll(changed, item -> codes.code(item, last));
    for (List<Integer> group : colliding) {
      var distances = new double[Math.multiplyExact(group.size(), size)];
      for (int place = 0; place < group.size(); place++) {
        double[] ofItem = quantized.lastDistances(group.get(place));
        System.arraycopy(ofItem, 0, distances, place * size, size);
      }
      int[] given = sinkhorn.codes(distances, group.size(), size);
      for (int place = 0; place < given.length; place++) {
        changed[group.get(place)] = given[place];
      }
    }
    return codes.withLast(changed);
  }
}
