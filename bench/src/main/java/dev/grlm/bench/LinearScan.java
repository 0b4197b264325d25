package dev.grlm.bench;

import dev.grlm.data.ItemOrder;
import dev.grlm.ground.Grounder;
import dev.grlm.ground.Grounding;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.Comparator;
import java.util.List;

/// What grounding costs without an index: the structural score of every item, one after the other,
/// by the same rule as [dev.grlm.ground.ElasticGrounder].
///
/// @param weights one per slot
record LinearScan(Identifiers identifiers, ItemOrder order, double[] weights) implements Grounder {
  @Override
  public Grounding ground(Identifier generated) {
    int best = -1;
    int bestSlots = 0;
    for (int item = 0; item < identifiers.size(); item++) {
      int slots = matching(generated.symbols(), identifiers.of(item).symbols());
      int compared = best < 0 ? Integer.compare(slots, 0) : compare(slots, bestSlots);
      if (compared > 0 || (best >= 0 && compared == 0 && order.rank(item) < order.rank(best))) {
        best = item;
        bestSlots = slots;
      }
    }
    if (best < 0) {
      return new Grounding.Unmatched();
    }
    List<Integer> group =
        identifiers.items(identifiers.of(best)).stream()
            .sorted(Comparator.comparingInt(order::rank))
            .toList();
    return bestSlots == (1 << weights.length) - 1
        ? new Grounding.Exact(group)
        : new Grounding.Structural(group, score(bestSlots));
  }

  private static int matching(List<String> generated, List<String> terms) {
    int slots = 0;
    for (int slot = 0; slot < terms.size(); slot++) {
      if (terms.get(slot).equals(generated.get(slot))) {
        slots |= 1 << slot;
      }
    }
    return slots;
  }

  private int compare(int left, int right) {
    int byScore = Double.compare(score(left), score(right));
    if (byScore != 0) {
      return byScore;
    }
    int byCount = Integer.compare(Integer.bitCount(left), Integer.bitCount(right));
    return byCount != 0
        ? byCount
        : Integer.compare(
            Integer.numberOfTrailingZeros(~left), Integer.numberOfTrailingZeros(~right));
  }

  private double score(int slots) {
    double score = 0;
    for (int slot = 0; slot < weights.length; slot++) {
      score += (slots & (1 << slot)) != 0 ? weights[slot] : 0;
    }
    return score;
  }
}
