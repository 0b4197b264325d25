package dev.grlm.evaluate;

import dev.grlm.data.History;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Some users that stand for all.
public final class UserSample {
  private UserSample() {}

  /// @param size how many are drawn, where there are more
  /// @return in the order of `all`; the same for the same seed
  public static List<History> of(List<History> all, int size, long seed) {
    if (all.size() <= size) {
      return all;
    }
    int[] shuffled = IntStream.range(0, all.size()).toArray();
    var random = new SplittableRandom(seed);
    for (int place = 0; place < size; place++) {
      int other = random.nextInt(place, shuffled.length);
      int drawn = shuffled[other];
      shuffled[other] = shuffled[place];
      shuffled[place] = drawn;
    }
    return IntStream.of(shuffled).limit(size).sorted().mapToObj(all::get).toList();
  }
}
