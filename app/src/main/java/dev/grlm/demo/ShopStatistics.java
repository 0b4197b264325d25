package dev.grlm.demo;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The figures by which one shop is compared with another. Immutable.
///
/// @param gini of the number of events per item, items without events included
/// @param sameLeaf share of consecutive pairs whose category paths are equal
/// @param sameSecondLevel share of consecutive pairs whose paths begin with the same two names
/// @param markovRecall Recall@10 on the test split of the counts of adjacent pairs in training
///   positions, no back-off, history left out, ties to the lower index
/// @param popularityRecall the same of the counts in training positions
public record ShopStatistics(
    int users,
    int items,
    long interactions,
    double meanLength,
    double medianLength,
    int longest,
    double gini,
    double sameLeaf,
    double sameSecondLevel,
    double markovRecall,
    double popularityRecall) {

  private static final int LIST = 10;

  public static ShopStatistics of(Dataset dataset) {
    int[] lengths = dataset.histories().stream().mapToInt(History::length).sorted().toArray();
    int half = lengths.length / 2;
    double median =
        lengths.length % 2 == 1 ? lengths[half] : (lengths[half - 1] + lengths[half]) / 2.0;
    return new ShopStatistics(
        lengths.length,
        dataset.catalog().size(),
        dataset.interactions(),
        (double) dataset.interactions() / lengths.length,
        median,
        lengths[lengths.length - 1],
        gini(dataset),
        sameCategory(dataset, Integer.MAX_VALUE),
        sameCategory(dataset, 2),
        markovRecall(dataset),
        popularityRecall(dataset));
  }

  /// `Σ (2i − n − 1) xᵢ / (n Σ xᵢ)` over the sorted counts x₁ ≤ … ≤ xₙ.
  private static double gini(Dataset dataset) {
    int items = dataset.catalog().size();
    var counts = new long[items];
    dataset
        .histories()
        .forEach(history -> Arrays.stream(history.items()).forEach(i -> counts[i]++));
    Arrays.sort(counts);
    double weighted = 0;
    for (int rank = 1; rank <= items; rank++) {
      weighted += (2.0 * rank - items - 1) * counts[rank - 1];
    }
    return weighted / ((double) items * dataset.interactions());
  }

  private static double sameCategory(Dataset dataset, int levels) {
    long same = 0;
    long steps = 0;
    for (History history : dataset.histories()) {
      for (int position = 1; position < history.length(); position++) {
        steps++;
        List<String> before = path(dataset, history.item(position - 1), levels);
        if (before.equals(path(dataset, history.item(position), levels))) {
          same++;
        }
      }
    }
    return (double) same / steps;
  }

  private static List<String> path(Dataset dataset, int item, int levels) {
    List<String> categories = dataset.catalog().item(item).categories();
    return categories.subList(0, Math.min(levels, categories.size()));
  }

  private static double popularityRecall(Dataset dataset) {
    var counts = new HashMap<Integer, Integer>();
    for (History history : dataset.histories()) {
      Arrays.stream(Split.training(history)).forEach(item -> counts.merge(item, 1, Integer::sum));
    }
    List<Integer> ranked = ranked(counts);
    return recall(dataset, _ -> ranked);
  }

  private static double markovRecall(Dataset dataset) {
    var pairs = new HashMap<Integer, Map<Integer, Integer>>();
    for (History history : dataset.histories()) {
      int[] training = Split.training(history);
      for (int position = 1; position < training.length; position++) {
        pairs
            .computeIfAbsent(training[position - 1], _ -> new HashMap<>())
            .merge(training[position], 1, Integer::sum);
      }
    }
    return recall(dataset, last -> ranked(pairs.getOrDefault(last, Map.of())));
  }

  /// Items by count, ties to the lower index.
  private static List<Integer> ranked(Map<Integer, Integer> counts) {
    var items = new ArrayList<>(counts.keySet());
    items.sort(
        Comparator.comparingInt((Integer item) -> -counts.getOrDefault(item, 0))
            .thenComparing(Comparator.naturalOrder()));
    return items;
  }

  private static double recall(
      Dataset dataset, java.util.function.IntFunction<List<Integer>> rankedAfter) {
    List<History> users = Split.TEST.evaluated(dataset);
    long hits = 0;
    for (History history : users) {
      int[] context = Split.TEST.context(history);
      var seen = new BitSet();
      Arrays.stream(context).forEach(seen::set);
      boolean hit =
          rankedAfter.apply(context[context.length - 1]).stream()
              .filter(item -> !seen.get(item))
              .limit(LIST)
              .anyMatch(item -> item == Split.TEST.target(history));
      hits += hit ? 1 : 0;
    }
    return (double) hits / users.size();
  }
}
