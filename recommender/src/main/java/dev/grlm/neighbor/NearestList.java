package dev.grlm.neighbor;

import java.util.Arrays;

/// The k nearest of the candidates offered so far: larger cosines first, the lower index first
/// among equals. For one thread.
final class NearestList {
  private final int[] items;
  private final float[] cosines;
  private int size;

  NearestList(int k) {
    this.items = new int[k];
    this.cosines = new float[k];
  }

  /// Each item at most once.
  void offer(int item, float cosine) {
    if (size == items.length && !before(item, cosine, size - 1)) {
      return;
    }
    int place = size < items.length ? size++ : size - 1;
    while (place > 0 && before(item, cosine, place - 1)) {
      items[place] = items[place - 1];
      cosines[place] = cosines[place - 1];
      place--;
    }
    items[place] = item;
    cosines[place] = cosine;
  }

  private boolean before(int item, float cosine, int place) {
    return cosine > cosines[place] || (cosine == cosines[place] && item < items[place]);
  }

  /// The k-th cosine; minus infinity while there are fewer.
  float worst() {
    return size < items.length ? Float.NEGATIVE_INFINITY : cosines[size - 1];
  }

  int size() {
    return size;
  }

  int[] items() {
    return Arrays.copyOf(items, size);
  }

  float[] cosines() {
    return Arrays.copyOf(cosines, size);
  }
}
