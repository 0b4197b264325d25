package dev.grlm.leak;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Part;
import dev.grlm.data.Split;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A dataset in which the part of every history that a split is judged by holds other items. What
/// was fitted on training positions cannot tell the two apart.
final class ReplacedTargets {
  private ReplacedTargets() {}

  /// @param split whose part is replaced, of every user who has one
  /// @param seed of the items that come in; the same for the same user, whoever else is there
  /// @throws IllegalArgumentException when the catalogue has no other item, or nobody has a target
  static Dataset of(Dataset dataset, Split split, long seed) {
    if (dataset.catalog().size() < 2) {
      throw new IllegalArgumentException("the catalogue has one item, so no target can be another");
    }
    if (split.evaluated(dataset).isEmpty()) {
      throw new IllegalArgumentException("no user has a target in " + split.word());
    }
    List<History> histories =
        dataset.histories().stream()
            .map(history -> replaced(history, split, dataset.catalog().size(), seed))
            .toList();
    return new Dataset(dataset.catalog(), histories, dataset.counts());
  }

  private static History replaced(History history, Split split, int catalog, long seed) {
    Part part = split == Split.TEST ? Part.TEST : Part.VALIDATION;
    var random = new SplittableRandom(seed ^ history.user().hashCode());
    int[] items = history.items();
    for (int position = 0; position < items.length; position++) {
      if (history.part(position) == part) {
        items[position] = other(items, catalog, position, random);
      }
    }
    return new History(history.user(), items, history.validationStart(), history.testStart())
        .of(history.person());
  }

  /// An item that the history does not hold, where there is one; else any but the one that goes.
  private static int other(int[] items, int catalog, int position, SplittableRandom random) {
    int[] held = Arrays.stream(items).distinct().sorted().toArray();
    int[] barred = held.length < catalog ? held : new int[] {items[position]};
    // Counted among those that are not barred.
    int item = random.nextInt(catalog - barred.length);
    for (int taken : barred) {
      if (taken <= item) {
        item++;
      }
    }
    return item;
  }
}
