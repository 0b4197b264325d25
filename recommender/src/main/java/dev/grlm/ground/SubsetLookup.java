package dev.grlm.ground;

import dev.grlm.ground.SlotSubsets.Subset;
import java.util.List;

/// No row is scanned. Which of two rows wins depends first on the set of slots that match and only
/// then on the rows; so a table holds, for each subset of the slots and each combination of terms
/// in it, the first row, and a look-up asks the tables from the best subset downwards until one
/// answers: at most 2^L − 1 hash look-ups (31 for L = 5). Rows that match in more slots than asked
/// for have been found before, because a larger subset never scores less.
final class SubsetLookup implements StructuralIndex {
  private final int length;
  private final SubsetIndex index;
  private final SlotSubsets subsets;

  /// @param codes rows × length; not copied
  SubsetLookup(int length, int rows, int[] codes, List<Double> weights) {
    this.length = length;
    this.index = new SubsetIndex(length, rows, codes);
    this.subsets = new SlotSubsets(length, weights);
  }

  @Override
  public int exact(int[] query) {
    return index.first((1 << length) - 1, query);
  }

  @Override
  public Match best(int[] query, int asked) {
    int matchable = matchable(query, asked);
    int best = NONE;
    double score = 0;
    for (Subset subset : subsets.ordered()) {
      if (best != NONE && !subset.tied()) {
        break;
      }
      int row = (subset.slots() & ~matchable) == 0 ? index.first(subset.slots(), query) : NONE;
      if (row != NONE && (best == NONE || row < best)) {
        best = row;
        score = subset.score();
      }
    }
    return best == NONE ? Match.NOTHING : new Match(best, score);
  }

  /// The slots whose term stands in this slot in some row: the small tables answer this, and every
  /// subset with another slot need not be asked.
  private int matchable(int[] query, int asked) {
    int slots = 0;
    for (int slot = 0; slot < length; slot++) {
      if ((asked & 1 << slot) != 0 && index.first(1 << slot, query) != NONE) {
        slots |= 1 << slot;
      }
    }
    return slots;
  }

  @Override
  public long bytes() {
    return index.bytes();
  }
}
