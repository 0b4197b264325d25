package dev.grlm.coded;

import dev.grlm.task.Example;
import java.util.List;
import java.util.stream.IntStream;

/// A training sample: one item of a history is generated from those before it. All of a history
/// share its items.
///
/// @param items of the whole history, oldest first; not copied
/// @param end how many of them are read; the next one is generated
record HistoryPrefix(int[] items, int end) {
  /// Every item after the first.
  static List<HistoryPrefix> of(Example example) {
    int[] items = example.items();
    return IntStream.range(1, items.length).mapToObj(end -> new HistoryPrefix(items, end)).toList();
  }
}
