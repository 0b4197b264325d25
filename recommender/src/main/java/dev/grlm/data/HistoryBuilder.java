package dev.grlm.data;

import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Gathers interactions in file order and makes histories of them: users in order of first
/// appearance, each user's items sorted stably by their order value. For one thread.
final class HistoryBuilder {
  private static final System.Logger LOG = System.getLogger(HistoryBuilder.class.getName());

  private final Catalog catalog;
  private final Counts counts;
  private final Map<String, Events> byUser = new LinkedHashMap<>();
  private String firstUnknown = "";

  HistoryBuilder(Catalog catalog, Counts counts) {
    this.catalog = catalog;
    this.counts = counts;
  }

  boolean knows(String user) {
    return byUser.containsKey(user);
  }

  /// A user who need not have an interaction.
  void user(String user) {
    byUser.computeIfAbsent(user, _ -> new Events());
  }

  /// One interaction. Where the catalogue has no such item it is counted and dropped.
  ///
  /// @param order what a user's interactions are sorted by; equal values keep file order
  void add(String user, String item, long order, TextLines lines) {
    Events events = byUser.computeIfAbsent(user, _ -> new Events());
    int index = catalog.indexOf(item);
    if (index >= 0) {
      events.add(index, order);
      return;
    }
    if (firstUnknown.isEmpty()) {
      firstUnknown = lines.place() + ": item '" + item + "' is not in the catalogue";
      LOG.log(System.Logger.Level.WARNING, "{0}; this and further ones are dropped", firstUnknown);
    }
    counts.add(Counts.UNKNOWN_ITEM);
  }

  /// @param file what was read, for the message
  /// @throws IOException when no interaction is left
  List<History> build(Path file) throws IOException {
    var histories = new ArrayList<History>();
    byUser.forEach((user, events) -> {
      if (events.size == 0) {
        counts.add(Counts.USERS_WITHOUT_ITEM);
      } else {
        histories.add(noticed(new History(user, events.sorted())));
      }
    });
    if (histories.isEmpty()) {
      throw new IOException(
          file + ": no interactions" + (firstUnknown.isEmpty() ? "" : " left: " + firstUnknown));
    }
    return histories;
  }

  private History noticed(History history) {
    int[] sorted = history.items();
    Arrays.sort(sorted);
    long repeats =
        IntStream.range(1, sorted.length).filter(i -> sorted[i] == sorted[i - 1]).count();
    counts.add(Counts.REPEATS, repeats);
    counts.add(Counts.USERS_WITHOUT_TARGET, history.length() < Split.MINIMUM_LENGTH ? 1 : 0);
    return history;
  }

  /// One user's interactions in file order.
  private static final class Events {
    private int[] items = new int[8];
    private long[] orders = new long[8];
    private int size;
    private boolean inOrder = true;

    void add(int item, long order) {
      if (size == items.length) {
        items = Arrays.copyOf(items, 2 * size);
        orders = Arrays.copyOf(orders, 2 * size);
      }
      inOrder &= size == 0 || orders[size - 1] <= order;
      items[size] = item;
      orders[size] = order;
      size++;
    }

    int[] sorted() {
      if (inOrder) {
        return Arrays.copyOf(items, size);
      }
      return IntStream.range(0, size)
          .boxed()
          .sorted(Comparator.comparingLong(i -> orders[i])) // stable on an ordered stream
          .mapToInt(i -> items[i])
          .toArray();
    }
  }
}
