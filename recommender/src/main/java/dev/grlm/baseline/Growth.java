package dev.grlm.baseline;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Where a list that things were added to differs from what it was: the added places, and those
/// whose thing was exchanged for another. Immutable and thread-safe.
public final class Growth {
  private final int size;
  private final int[] places;
  private final BitSet changed;

  private Growth(int size, int[] places) {
    this.size = size;
    this.places = places;
    this.changed = new BitSet(size);
    Arrays.stream(places).forEach(changed::set);
  }

  /// @throws IllegalArgumentException when there are fewer things than before
  public static <T> Growth of(List<T> before, List<T> after) {
    if (after.size() < before.size()) {
      throw new IllegalArgumentException(
          "%d items were counted and only %d are there now; a catalogue that lost items is counted anew"
              .formatted(before.size(), after.size()));
    }
    return new Growth(
        after.size(),
        IntStream.range(0, after.size())
            .filter(place ->
                place >= before.size() || !Objects.equals(before.get(place), after.get(place)))
            .toArray());
  }

  /// Whether nothing was added or exchanged.
  public boolean isEmpty() {
    return places.length == 0;
  }

  /// Number of things now.
  public int size() {
    return size;
  }

  /// Rising.
  public int[] places() {
    return places.clone();
  }

  boolean has(int place) {
    return changed.get(place);
  }
}
