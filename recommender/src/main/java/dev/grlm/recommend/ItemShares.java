package dev.grlm.recommend;

import dev.grlm.io.NotANumberException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What part of its identifier's probability each item has, for one question. Immutable.
final class ItemShares {
  /// Nothing is known of it: every item stands for its identifier.
  static final ItemShares UNKNOWN = new ItemShares(Map.of());

  private final Map<Integer, Double> logarithms;

  private ItemShares(Map<Integer, Double> logarithms) {
    this.logarithms = logarithms;
  }

  /// The share of an item is its part of its group in a softmax over the scores. A group of which
  /// nothing is scored stays as it is.
  ///
  /// @param scored natural logarithms but for a constant
  /// @param ruledOut items that have no share
  /// @param groups all items of an identifier each
  static ItemShares of(ScoredItems scored, BitSet ruledOut, Collection<List<Integer>> groups) {
    var logarithms = new HashMap<Integer, Double>();
    for (List<Integer> group : groups) {
      double[] scores = group.stream().mapToDouble(item -> score(scored, ruledOut, item)).toArray();
      double highest = Arrays.stream(scores).max().orElse(Double.NEGATIVE_INFINITY);
      if (Double.isNaN(highest)) {
        throw new NotANumberException(highest, "an item");
      }
      if (highest > Double.NEGATIVE_INFINITY) {
        double total = Arrays.stream(scores).map(score -> Math.exp(score - highest)).sum();
        for (int i = 0; i < scores.length; i++) {
          logarithms.put(group.get(i), scores[i] - highest - Math.log(total));
        }
      }
    }
    return logarithms.isEmpty() ? UNKNOWN : new ItemShares(logarithms);
  }

  private static double score(ScoredItems scored, BitSet ruledOut, int item) {
    int place = ruledOut.get(item) ? -1 : Arrays.binarySearch(scored.items(), item);
    return place < 0 ? Double.NEGATIVE_INFINITY : scored.scores()[place];
  }

  /// Whether any two items are told apart.
  boolean known() {
    return !logarithms.isEmpty();
  }

  /// The natural logarithm of an item's share: 0 where it is all that its identifier stands for,
  /// minus infinity where it has none.
  double logarithm(int item) {
    return logarithms.getOrDefault(item, 0.);
  }
}
