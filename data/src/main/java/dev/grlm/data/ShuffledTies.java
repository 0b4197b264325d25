package dev.grlm.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Puts events of a user that follow each other at one time into an order drawn by a seed, so that
/// nothing can be learnt from the order in which an input happens to have them. Where histories are
/// cut by leave-one-out the cut comes afterwards, and which item of a time is the target is drawn
/// too; where the data say the part of every event, each stays in its part.
///
/// The place of an event follows from seed, user, time and item alone. So it is the same whoever
/// else is there, whatever the order of the input was, and however the history goes on.
public final class ShuffledTies {
  private static final long HASH_START = 0xCBF29CE484222325L;
  private static final long HASH_FACTOR = 0x100000001B3L;

  private final Dataset dataset;
  private final long seed;
  private final boolean byPart;
  private long events;
  private long moved;
  private long users;

  private ShuffledTies(Dataset dataset, long seed) {
    this.dataset = dataset;
    this.seed = seed;
    this.byPart = !dataset.leftOneOut();
  }

  /// The same dataset in the drawn order; counts say how many events that are, 0 too.
  ///
  /// @throws IllegalArgumentException unless the time of every event is known
  public static Dataset of(Dataset dataset, long seed) {
    if (!dataset.timed()) {
      throw new IllegalArgumentException("without the times of all events none are at one time");
    }
    return new ShuffledTies(dataset, seed).shuffled();
  }

  private Dataset shuffled() {
    List<History> histories = dataset.histories().stream().map(this::shuffled).toList();
    var counts = new TreeMap<>(dataset.counts());
    counts.put(Counts.TIES_DRAWN, events);
    counts.put(Counts.TIES_MOVED, moved);
    counts.put(Counts.USERS_WITH_TIES, users);
    return new Dataset(dataset.catalog(), histories, counts);
  }

  private History shuffled(History history) {
    int[] items = history.items();
    long before = events;
    for (int start = 0; start < items.length; ) {
      int end = end(history, start);
      if (end - start > 1) {
        draw(history, items, start, end);
      }
      start = end;
    }
    users += events > before ? 1 : 0;
    return history.reordered(items);
  }

  /// Behind the last event that is at the time, and where it matters in the part, of the first.
  private int end(History history, int start) {
    int end = start + 1;
    while (end < history.length()
        && history.time(end) == history.time(start)
        && (!byPart || history.part(end) == history.part(start))) {
      end++;
    }
    return end;
  }

  private void draw(History history, int[] items, int start, int end) {
    long here = drawn(drawn(drawn(seed) + hash(history.user())) + history.time(start));
    var tied = new ArrayList<Drawn>();
    for (int item : IntStream.range(start, end).map(history::item).toArray()) {
      String id = dataset.catalog().item(item).id();
      tied.add(new Drawn(drawn(here + hash(id)), id, item));
    }
    tied.sort(Comparator.comparingLong(Drawn::key).thenComparing(Drawn::id));
    for (int place = start; place < end; place++) {
      items[place] = tied.get(place - start).item();
      moved += items[place] == history.item(place) ? 0 : 1;
    }
    events += end - start;
  }

  /// One event with what it is sorted by.
  private record Drawn(long key, String id, int item) {}

  private static long drawn(long seed) {
    return new SplittableRandom(seed).nextLong();
  }

  /// FNV-1a over the characters: ids that are alike are as far apart as others.
  private static long hash(String id) {
    long hash = HASH_START;
    for (int place = 0; place < id.length(); place++) {
      hash = (hash ^ id.charAt(place)) * HASH_FACTOR;
    }
    return hash;
  }
}
