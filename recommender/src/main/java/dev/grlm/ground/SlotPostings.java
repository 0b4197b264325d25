package dev.grlm.ground;

import dev.grlm.ground.SlotSubsets.Subset;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// For long identifiers, whose subsets are too many to have a table each: per slot and term the
/// rows that have it, 4 bytes per row and slot. A look-up walks the rows that share a term with the
/// query in its slot.
final class SlotPostings implements StructuralIndex {
  private static final int[] NO_ROWS = {};

  private final int length;
  private final int rows;
  private final List<Double> weights;

  /// Per slot; rows ascending.
  private final List<Map<Integer, int[]>> postings = new ArrayList<>();

  private final Map<IntBuffer, Integer> rowByCodes = new HashMap<>();

  /// @param codes rows × length; not copied
  SlotPostings(int length, int rows, int[] codes, List<Double> weights) {
    this.length = length;
    this.rows = rows;
    this.weights = List.copyOf(weights);
    for (int row = 0; row < rows; row++) {
      rowByCodes.putIfAbsent(IntBuffer.wrap(codes, row * length, length).slice(), row);
    }
    for (int slot = 0; slot < length; slot++) {
      postings.add(postings(slot, codes));
    }
  }

  private Map<Integer, int[]> postings(int slot, int[] codes) {
    var sizes = new HashMap<Integer, Integer>();
    for (int row = 0; row < rows; row++) {
      sizes.merge(codes[row * length + slot], 1, Integer::sum);
    }
    var rowsByCode = new HashMap<Integer, int[]>();
    sizes.forEach((code, size) -> rowsByCode.put(code, new int[size]));
    for (int row = rows - 1; row >= 0; row--) {
      int code = codes[row * length + slot];
      int left = sizes.merge(code, -1, Integer::sum);
      rowsByCode.getOrDefault(code, NO_ROWS)[left] = row;
    }
    return rowsByCode;
  }

  @Override
  public int exact(int[] query) {
    return rowByCodes.getOrDefault(IntBuffer.wrap(query), NONE);
  }

  @Override
  public Match best(int[] query, int asked) {
    var matching = new int[rows];
    for (int slot = 0; slot < length; slot++) {
      if ((asked & 1 << slot) != 0) {
        for (int row : postings.get(slot).getOrDefault(query[slot], NO_ROWS)) {
          matching[row] |= 1 << slot;
        }
      }
    }
    int best = NONE;
    for (int row = 0; row < rows; row++) {
      if (matching[row] != 0 && (best == NONE || better(matching[row], matching[best]))) {
        best = row;
      }
    }
    return best == NONE
        ? Match.NOTHING
        : new Match(best, Subset.of(matching[best], weights).score());
  }

  /// Most rows match like many others, and equal sets need no order.
  private boolean better(int slots, int before) {
    return slots != before
        && SlotSubsets.ORDER.compare(Subset.of(slots, weights), Subset.of(before, weights)) > 0;
  }

  @Override
  public long bytes() {
    long posted =
        postings.stream().flatMap(map -> map.values().stream()).mapToLong(r -> r.length).sum();
    return Integer.BYTES * (posted + (long) rows * length);
  }
}
