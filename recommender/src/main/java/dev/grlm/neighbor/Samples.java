package dev.grlm.neighbor;

import dev.grlm.embed.EmbeddingRows;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Some of many rows. Stateless.
public final class Samples {
  private Samples() {}

  /// `count` of the numbers at random, in their order; all where there are fewer.
  public static int[] of(int[] numbers, int count, long seed) {
    var random = new SplittableRandom(seed);
    int[] places = new int[numbers.length];
    Arrays.setAll(places, place -> place);
    int size = Math.min(count, numbers.length);
    for (int place = 0; place < size; place++) {
      int other = place + random.nextInt(places.length - place);
      int swapped = places[place];
      places[place] = places[other];
      places[other] = swapped;
    }
    int[] chosen = Arrays.copyOf(places, size);
    Arrays.sort(chosen);
    return Arrays.stream(chosen).map(place -> numbers[place]).toArray();
  }

  /// The values of `numbers[from]` until `numbers[end]`, one row after the other.
  static float[] values(EmbeddingRows rows, int[] numbers, int from, int end) {
    var values = new float[Math.multiplyExact(end - from, rows.dimensions())];
    for (int place = from; place < end; place++) {
      rows.copyRow(numbers[place], values, (place - from) * rows.dimensions());
    }
    return values;
  }
}
