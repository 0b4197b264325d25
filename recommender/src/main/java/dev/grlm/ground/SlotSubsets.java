package dev.grlm.ground;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The non-empty subsets of the slots, best structural match first: score ↓, number of slots ↓,
/// longest common prefix ↓ (docs/decisions/0004, as far as it depends on the matching slots alone).
/// A subset stands before all its own subsets, whatever the weights. Immutable.
final class SlotSubsets {
  /// Worst first.
  static final Comparator<Subset> ORDER =
      Comparator.comparingDouble(Subset::score)
          .thenComparingInt(Subset::size)
          .thenComparingInt(Subset::prefix);

  private final List<Subset> ordered;

  /// @param slots bit mask, bit j for slot j
  /// @param score sum of the slots' weights, added in slot order
  /// @param tied whether the one before has the same score, size and prefix
  record Subset(int slots, double score, boolean tied) {
    /// Not tied.
    static Subset of(int slots, List<Double> weights) {
      return new Subset(slots, SlotSubsets.score(slots, weights), false);
    }

    int size() {
      return Integer.bitCount(slots);
    }

    /// How many slots from slot 0 on are in the subset without a gap.
    int prefix() {
      return Integer.numberOfTrailingZeros(~slots);
    }
  }

  SlotSubsets(int length, List<Double> weights) {
    List<Subset> sorted =
        IntStream.range(1, 1 << length)
            .mapToObj(slots -> Subset.of(slots, weights))
            .sorted(ORDER.reversed())
            .toList();
    this.ordered =
        IntStream.range(0, sorted.size())
            .mapToObj(i ->
                new Subset(
                    sorted.get(i).slots(),
                    sorted.get(i).score(),
                    i > 0 && ORDER.compare(sorted.get(i - 1), sorted.get(i)) == 0))
            .toList();
  }

  /// Best first.
  List<Subset> ordered() {
    return ordered;
  }

  private static double score(int slots, List<Double> weights) {
    double score = 0;
    for (int slot = 0; slot < Integer.SIZE; slot++) {
      if ((slots & (1 << slot)) != 0) {
        score += weights.get(slot);
      }
    }
    return score;
  }
}
