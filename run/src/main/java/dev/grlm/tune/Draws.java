package dev.grlm.tune;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// The numbers below a bound in an order that a seed decides, each once: a shuffle of which only
/// the places that were touched are kept. Confined to one thread.
final class Draws {
  private final SplittableRandom random;
  private final long bound;
  private final Map<Long, Long> moved = new HashMap<>();
  private long drawn;

  Draws(long bound, long seed) {
    this.bound = bound;
    this.random = new SplittableRandom(seed);
  }

  /// Empty when all have been drawn.
  OptionalLong next() {
    if (drawn == bound) {
      return OptionalLong.empty();
    }
    long place = drawn + random.nextLong(bound - drawn);
    long number = moved.getOrDefault(place, place);
    moved.put(place, moved.getOrDefault(drawn, drawn));
    drawn++;
    return OptionalLong.of(number);
  }
}
