package dev.grlm.systems.tricdr;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Which domains are asked for, and how likely each is the next. Immutable and thread-safe.
///
/// @param names of all domains, sorted; items without one are of the domain that is called nothing
/// @param targets which of them are asked for, rising
/// @param followed by the domain of an item, how often an item of each domain came next in training
///   positions
record TargetDomains(List<String> names, List<Integer> targets, List<List<Long>> followed) {
  TargetDomains {
    names = List.copyOf(names);
    targets = List.copyOf(targets);
    followed = followed.stream().map(List::copyOf).toList();
  }

  /// @param target the one that is asked for; empty for each
  /// @param samples items of one user each, oldest first
  /// @throws IllegalArgumentException naming the domains there are, where `target` is none of them
  static TargetDomains of(Catalog catalog, String target, List<int[]> samples) {
    List<String> names = names(catalog);
    if (!target.isEmpty() && !names.contains(target)) {
      throw new IllegalArgumentException(
          "tricdr.target is '%s', which no item is of; there are %s, or empty for each in turn"
              .formatted(target, told(names)));
    }
    List<Integer> targets =
        target.isEmpty()
            ? IntStream.range(0, names.size()).boxed().toList()
            : List.of(names.indexOf(target));
    int[] domainOf = domainOf(catalog, names);
    var counts = new long[names.size()][names.size()];
    for (int[] items : samples) {
      for (int place = 1; place < items.length; place++) {
        counts[domainOf[items[place - 1]]][domainOf[items[place]]]++;
      }
    }
    return new TargetDomains(
        names,
        targets,
        Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList());
  }

  /// The domains of a catalogue, sorted.
  static List<String> names(Catalog catalog) {
    return List.copyOf(new TreeSet<>(catalog.items().stream().map(Item::domain).toList()));
  }

  /// For a person to read.
  String told() {
    return told(names);
  }

  private static String told(List<String> names) {
    return names.stream()
        .map(name -> name.isEmpty() ? "items without a domain" : name)
        .toList()
        .toString();
  }

  /// The domain of every item by its place among the names.
  int[] domainOf(Catalog catalog) {
    return domainOf(catalog, names);
  }

  private static int[] domainOf(Catalog catalog, List<String> names) {
    return catalog.items().stream().mapToInt(item -> names.indexOf(item.domain())).toArray();
  }

  /// Natural logarithm of the chance that the next item is of a domain that is asked for, among
  /// those that are; each counts one more than it was counted.
  ///
  /// @param newest domain of a history's newest item
  double logChance(int newest, int target) {
    double sum = 0;
    for (int one : targets) {
      sum += followed.get(newest).get(one) + 1;
    }
    return Math.log((followed.get(newest).get(target) + 1) / sum);
  }
}
