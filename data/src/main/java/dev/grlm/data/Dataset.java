package dev.grlm.data;

import java.util.List;
import java.util.SortedMap;

/// A catalogue, the users' histories in input order, and what was counted while reading. Immutable.
///
/// @param counts what was dropped or noticed, by reason in words (for example `items without a
///   title`)
public record Dataset(Catalog catalog, List<History> histories, SortedMap<String, Long> counts) {
  public Dataset {
    histories = List.copyOf(histories);
    counts = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(counts));
  }

  /// Whether all histories are cut by leave-one-out.
  public boolean leftOneOut() {
    return histories.stream().allMatch(History::leftOneOut);
  }

  /// Whether the time of every event of every user is known.
  public boolean timed() {
    return !histories.isEmpty() && histories.stream().allMatch(History::timed);
  }

  /// Whether any user is known to be somebody of another name, as where a person is a user in every
  /// domain.
  public boolean namesPersons() {
    return histories.stream().anyMatch(history -> !history.person().equals(history.user()));
  }

  /// The same without any time.
  public Dataset untimed() {
    return new Dataset(catalog, histories.stream().map(History::untimed).toList(), counts);
  }

  public long interactions() {
    return histories.stream().mapToLong(History::length).sum();
  }

  /// How often each item stands in training positions, in the order of the catalogue.
  public long[] popularity() {
    var counts = new long[catalog.size()];
    for (History history : histories) {
      for (int item : Split.training(history)) {
        counts[item]++;
      }
    }
    return counts;
  }
}
