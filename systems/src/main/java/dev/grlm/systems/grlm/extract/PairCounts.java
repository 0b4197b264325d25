package dev.grlm.systems.grlm.extract;

import java.util.Arrays;

/// Counts pairs of small numbers without objects: a large catalogue has tens of millions of
/// different word pairs. For one thread.
final class PairCounts {
  private static final long FREE = -1;

  private long[] keys = new long[1 << 10];
  private int[] counts = new int[1 << 10];
  private int size;

  /// What is done with every pair; the order is that of the table.
  interface Visitor {
    void accept(long pair, int count);
  }

  PairCounts() {
    Arrays.fill(keys, FREE);
  }

  /// One number for both, neither of them negative.
  static long pair(int first, int second) {
    return (long) first << Integer.SIZE | second;
  }

  static int first(long pair) {
    return (int) (pair >>> Integer.SIZE);
  }

  static int second(long pair) {
    return (int) pair;
  }

  void add(long pair) {
    if (size >= keys.length / 4 * 3) {
      grow();
    }
    int place = place(pair);
    if (keys[place] == FREE) {
      keys[place] = pair;
      size++;
    }
    counts[place]++;
  }

  void forEach(Visitor visitor) {
    for (int place = 0; place < keys.length; place++) {
      if (keys[place] != FREE) {
        visitor.accept(keys[place], counts[place]);
      }
    }
  }

  private int place(long pair) {
    long mixed = pair * 0x9E3779B97F4A7C15L;
    int place = (int) (mixed >>> 32) & keys.length - 1;
    while (keys[place] != FREE && keys[place] != pair) {
      place = place + 1 & keys.length - 1;
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[2 * oldKeys.length];
    counts = new int[keys.length];
    Arrays.fill(keys, FREE);
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldKeys[old] != FREE) {
        int place = place(oldKeys[old]);
        keys[place] = oldKeys[old];
        counts[place] = oldCounts[old];
      }
    }
  }
}
