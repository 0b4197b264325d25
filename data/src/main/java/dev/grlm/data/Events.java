package dev.grlm.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// One user's interactions while they are read, in file order until they are sorted. For one
/// thread.
final class Events {
  private final boolean timed;
  private int[] items = new int[8];
  private long[] orders = new long[8];
  private Part[] parts = new Part[8];
  private long[] times;
  private String person = "";
  private int size;
  private boolean inOrder = true;

  /// @param timed whether times are kept
  Events(boolean timed) {
    this.timed = timed;
    this.times = new long[timed ? 8 : 0];
  }

  void add(int item, long order, long time, Part part) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
      orders = Arrays.copyOf(orders, 2 * size);
      parts = Arrays.copyOf(parts, 2 * size);
      times = Arrays.copyOf(times, timed ? 2 * size : 0);
    }
    inOrder &= size == 0 || orders[size - 1] <= order;
    items[size] = item;
    orders[size] = order;
    parts[size] = part;
    if (timed) {
      times[size] = time;
    }
    size++;
  }

  int size() {
    return size;
  }

  /// Empty where no row says it.
  String person() {
    return person;
  }

  void of(String owner) {
    person = owner;
  }

  int[] items() {
    return Arrays.copyOf(items, size);
  }

  long[] orders() {
    return Arrays.copyOf(orders, size);
  }

  /// Where they are kept.
  long[] times() {
    return Arrays.copyOf(times, size);
  }

  Part part(int place) {
    return parts[place];
  }

  /// How many stand before a part; the parts must be in their order.
  int before(Part part) {
    int before = 0;
    while (before < size && parts[before].compareTo(part) < 0) {
      before++;
    }
    return before;
  }

  /// Makes times that say how long after the event before each was, whatever the first says, count
  /// from the first, and drops events whose item is negative.
  ///
  /// @return whether all are known: kept, and not negative
  boolean timedByGaps() {
    sort();
    boolean known = timed;
    long time = 0;
    int kept = 0;
    for (int place = 0; place < size; place++) {
      if (timed && place > 0) {
        known &= times[place] >= 0;
        time += times[place];
      }
      if (items[place] >= 0) {
        items[kept] = items[place];
        orders[kept] = orders[place];
        parts[kept] = parts[place];
        if (timed) {
          times[kept] = time;
        }
        kept++;
      }
    }
    size = kept;
    return known;
  }

  /// Stably by order.
  void sort() {
    if (inOrder) {
      return;
    }
    int[] from =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingLong(i -> orders[i])) // stable on an ordered stream
            .mapToInt(Integer::intValue)
            .toArray();
    items = Arrays.stream(from).map(place -> items[place]).toArray();
    orders = Arrays.stream(from).mapToLong(place -> orders[place]).toArray();
    parts = Arrays.stream(from).mapToObj(place -> parts[place]).toArray(Part[]::new);
    if (timed) {
      times = Arrays.stream(from).mapToLong(place -> times[place]).toArray();
    }
    inOrder = true;
  }
}
