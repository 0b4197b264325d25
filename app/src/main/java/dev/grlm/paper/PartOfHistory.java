package dev.grlm.paper;

import dev.grlm.data.History;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Histories without some of their items, under other numbers or another name; persons and times go
/// along.
final class PartOfHistory {
  private PartOfHistory() {}

  /// A history without all items but some, the parts where they were.
  ///
  /// @param kept items, rising; in what is given back an item is its place among them
  static History of(History history, int[] kept) {
    int[] positions =
        IntStream.range(0, history.length())
            .filter(position -> Arrays.binarySearch(kept, history.item(position)) >= 0)
            .toArray();
    int[] items =
        IntStream.of(positions)
            .map(position -> Arrays.binarySearch(kept, history.item(position)))
            .toArray();
    int validation = before(positions, history.validationStart());
    int test = before(positions, history.testStart());
    return timed(history, new History(history.user(), items, validation, test), positions);
  }

  /// The same history of items that are called otherwise.
  ///
  /// @param numbers by item
  static History renumbered(History history, int[] numbers) {
    int[] items = IntStream.of(history.items()).map(item -> numbers[item]).toArray();
    return timed(
        history,
        new History(history.user(), items, history.validationStart(), history.testStart()),
        IntStream.range(0, items.length).toArray());
  }

  static History renamed(History history, String user) {
    return timed(
        history,
        new History(user, history.items(), history.validationStart(), history.testStart()),
        IntStream.range(0, history.length()).toArray());
  }

  private static History timed(History from, History to, int[] positions) {
    History timed =
        from.timed() ? to.at(IntStream.of(positions).mapToLong(from::time).toArray()) : to;
    return timed.of(from.person());
  }

  private static int before(int[] positions, int start) {
    return (int) IntStream.of(positions).filter(position -> position < start).count();
  }
}
