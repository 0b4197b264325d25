package dev.grlm.lm.latefusion;

import java.util.Arrays;
import java.util.List;

/// The things that a batch speaks of, each once: those of the histories first, then those that are
/// only like them.
final class NumberedThings {
  private static final int UNKNOWN = -1;

  private final int[] placeOfThing;
  private int[] things = new int[64];
  private int count;
  private final int read;

  /// @param withSimilar whether those that are like the ones of the histories belong to them
  NumberedThings(Passages passages, List<int[]> histories, boolean withSimilar) {
    this.placeOfThing = new int[passages.size()];
    Arrays.fill(placeOfThing, UNKNOWN);
    for (int[] history : histories) {
      for (int thing : history) {
        add(thing);
      }
    }
    this.read = count;
    if (withSimilar) {
      for (int place = 0; place < read; place++) {
        for (int other : passages.similar()[things[place]]) {
          add(other);
        }
      }
    }
  }

  private void add(int thing) {
    if (placeOfThing[thing] == UNKNOWN) {
      if (count == things.length) {
        things = Arrays.copyOf(things, 2 * count);
      }
      placeOfThing[thing] = count;
      things[count++] = thing;
    }
  }

  /// How many there are.
  int count() {
    return count;
  }

  /// How many of them, the first ones, are in a history.
  int read() {
    return read;
  }

  /// The number of the thing at a place.
  int thing(int place) {
    return things[place];
  }

  int place(int thing) {
    return placeOfThing[thing];
  }
}
