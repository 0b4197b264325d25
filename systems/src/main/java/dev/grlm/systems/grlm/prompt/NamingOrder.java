package dev.grlm.systems.grlm.prompt;

import dev.grlm.neighbor.Neighbors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The order in which items are named so that most of them see neighbors that have terms already.
///
/// Waves: an item belongs to the first wave in which one of the neighbors it is shown beside has
/// been named in an earlier one. The first wave holds, for every part of the graph that cannot be
/// reached otherwise, the item that most others are shown beside (lower index among equals); so
/// only these see no named neighbor. Within a wave nobody sees another's terms, so that a wave can
/// be asked all at once, and the order is the same however many are asked together.
final class NamingOrder {
  private NamingOrder() {}

  /// @param width neighbors that an item is shown beside
  /// @return items by wave, ascending within each; every item once
  static List<int[]> waves(Neighbors neighbors, int width) {
    int[][] shownBeside = reversed(neighbors, width);
    int[] wave = new int[neighbors.size()];
    Arrays.fill(wave, -1);
    List<Integer> mostShown =
        IntStream.range(0, wave.length)
            .boxed()
            .sorted(Comparator.comparingInt((Integer item) -> -shownBeside[item].length))
            .toList();
    // Reached is what a chain of neighbors leads to from a root.
    boolean[] reached = new boolean[wave.length];
    var roots = new ArrayList<Integer>();
    for (int root : mostShown) {
      if (!reached[root]) {
        roots.add(root);
        reach(root, shownBeside, reached);
      }
    }
    return byWave(roots, shownBeside, wave);
  }

  private static void reach(int root, int[][] shownBeside, boolean[] reached) {
    var open = new ArrayList<Integer>();
    open.add(root);
    reached[root] = true;
    while (!open.isEmpty()) {
      for (int next : shownBeside[open.removeLast()]) {
        if (!reached[next]) {
          reached[next] = true;
          open.add(next);
        }
      }
    }
  }

  private static List<int[]> byWave(List<Integer> roots, int[][] shownBeside, int[] wave) {
    var waves = new ArrayList<int[]>();
    List<Integer> now = roots;
    now.forEach(item -> wave[item] = 0);
    while (!now.isEmpty()) {
      waves.add(now.stream().mapToInt(Integer::intValue).sorted().toArray());
      var next = new ArrayList<Integer>();
      for (int item : now) {
        for (int other : shownBeside[item]) {
          if (wave[other] < 0) {
            wave[other] = waves.size();
            next.add(other);
          }
        }
      }
      now = next;
    }
    return waves;
  }

  /// For every item those that are shown beside it.
  private static int[][] reversed(Neighbors neighbors, int width) {
    int[] count = new int[neighbors.size()];
    for (int[] row : neighbors.items()) {
      Arrays.stream(row).limit(width).forEach(other -> count[other]++);
    }
    int[][] reversed = new int[count.length][];
    Arrays.setAll(reversed, item -> new int[count[item]]);
    for (int item = 0; item < count.length; item++) {
      for (int other : Arrays.stream(neighbors.items()[item]).limit(width).toArray()) {
        reversed[other][--count[other]] = item;
      }
    }
    return reversed;
  }
}
