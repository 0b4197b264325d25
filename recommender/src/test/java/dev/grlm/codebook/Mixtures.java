package dev.grlm.codebook;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A world with a known answer: K^L well-separated clusters, each the sum of one offset per level,
/// the coarser the larger, with little noise.
///
/// @param clusterOf of each item
record Mixtures(ItemVectors vectors, int[] clusterOf) {
  static Mixtures of(int levels, int codes, int perCluster, int width, long seed) {
    var random = new Random(seed);
    var offsets = new double[levels][codes][width];
    for (int level = 0; level < levels; level++) {
      double scale = Math.pow(3, levels - 1 - level);
      for (int code = 0; code < codes; code++) {
        // In no coordinate alone, so that standardising coordinates leaves the levels as they are.
        double length = 0;
        for (int d = 0; d < width; d++) {
          offsets[level][code][d] = random.nextGaussian();
          length += offsets[level][code][d] * offsets[level][code][d];
        }
        for (int d = 0; d < width; d++) {
          offsets[level][code][d] *= scale / Math.sqrt(length);
        }
      }
    }
    int clusters = (int) Math.pow(codes, levels);
    var values = new float[clusters * perCluster * width];
    var clusterOf = new int[clusters * perCluster];
    for (int item = 0; item < clusterOf.length; item++) {
      clusterOf[item] = item % clusters;
      int rest = clusterOf[item];
      for (int level = 0; level < levels; level++) {
        for (int d = 0; d < width; d++) {
          values[item * width + d] += (float) offsets[level][rest % codes][d];
        }
        rest /= codes;
      }
      for (int d = 0; d < width; d++) {
        values[item * width + d] += (float) (.02 * random.nextGaussian());
      }
    }
    return new Mixtures(new ItemVectors(clusterOf.length, width, values), clusterOf);
  }

  /// Whether two items have the same codes just where they are of one cluster.
  boolean recoveredBy(Codes codes) {
    List<List<Integer>> groups = codes.groups(codes.levels());
    return groups.stream()
            .allMatch(group -> group.stream().mapToInt(i -> clusterOf[i]).distinct().count() == 1)
        && groups.size() == Arrays.stream(clusterOf).distinct().count();
  }
}
