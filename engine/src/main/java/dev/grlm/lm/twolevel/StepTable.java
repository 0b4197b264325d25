package dev.grlm.lm.twolevel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// All steps a model knows, sorted by their symbols slot by slot, so that the steps that begin with
/// a prefix stand in one range of places. Immutable and thread-safe.
public final class StepTable {
  private final List<Step> steps;
  private final long[] ids;
  private final long[][] symbols;
  private final int[] placeOfStep;

  /// @param steps step number = place in the list; all with the same number of symbols; a step may
  ///   have [Step#NO_ID], which the model then knows by its symbols only
  /// @throws IllegalArgumentException naming the step whose number is another
  public StepTable(List<Step> steps) {
    this.steps = List.copyOf(steps);
    Integer[] order = new Integer[steps.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.comparing((Integer i) -> steps.get(i).symbols(), Arrays::compare)
            .thenComparing(i -> i));
    int slots = steps.isEmpty() ? 0 : steps.getFirst().symbols().length;
    this.ids = new long[order.length];
    this.symbols = new long[slots][order.length];
    this.placeOfStep = new int[order.length];
    for (int place = 0; place < order.length; place++) {
      int number = order[place];
      Step step = steps.get(number);
      if (step.id() != number && step.id() != Step.NO_ID) {
        throw new IllegalArgumentException("step " + number + " has the number " + step.id());
      }
      ids[place] = step.id();
      placeOfStep[number] = place;
      for (int slot = 0; slot < slots; slot++) {
        symbols[slot][place] = step.symbols()[slot];
      }
    }
  }

  public int size() {
    return ids.length;
  }

  /// The steps by number.
  public List<Step> steps() {
    return steps;
  }

  /// Step numbers in order of place; not to be changed.
  long[] ids() {
    return ids;
  }

  /// slots × places; not to be changed.
  long[][] symbols() {
    return symbols;
  }

  int placeOf(int step) {
    return placeOfStep[step];
  }

  /// Values in order of place in order of the steps' numbers.
  float[] byNumber(float[] values) {
    var ordered = new float[values.length];
    for (int number = 0; number < ordered.length; number++) {
      ordered[number] = values[placeOfStep[number]];
    }
    return ordered;
  }

  /// First place in `from … to − 1`, a range of one prefix, whose symbol in `slot` is at least
  /// `symbol`; `to` where there is none.
  int lower(int slot, int from, int to, long symbol) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (symbols[slot][middle] < symbol) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
