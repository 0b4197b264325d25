package dev.grlm.sequence;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Items drawn evenly and without repeats, with which all targets of a pass are compared.
///
/// @param items distinct, rising
/// @param catalogue number of items they were drawn from
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
record Negatives(int[] items, int catalogue) {

  /// @param count at most `catalogue`
  static Negatives draw(int count, int catalogue, long seed) {
    // Floyd's way: one draw per item, whatever the size of the catalogue.
    var random = new SplittableRandom(seed);
    var drawn = new TreeSet<Integer>();
    for (int last = catalogue - count; last < catalogue; last++) {
      int item = random.nextInt(last + 1);
      drawn.add(drawn.contains(item) ? last : item);
    }
    return new Negatives(drawn.stream().mapToInt(Integer::intValue).toArray(), catalogue);
  }

  /// What is added to the scores of [#items] before the softmax of each target, row-major (targets
  /// × items): the m drawn items that are not the target stand for all N − 1 of that kind, hence
  /// log((N − 1) / m); the target itself, where it was drawn, for nothing.
  float[] shifts(long[] targets) {
    var shifts = new float[Math.multiplyExact(targets.length, items.length)];
    for (int row = 0; row < targets.length; row++) {
      int place = Arrays.binarySearch(items, (int) targets[row]);
      int others = place < 0 ? items.length : items.length - 1;
      int start = row * items.length;
      Arrays.fill(shifts, start, start + items.length, shift(others));
      if (place >= 0) {
        shifts[start + place] = Float.NEGATIVE_INFINITY;
      }
    }
    return shifts;
  }

  private float shift(int others) {
    return (float) Math.log((catalogue - 1) / (double) Math.max(1, others));
  }
}
