package dev.grlm.lm.twolevel;

import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// What [Lookahead] does, written with a graph of libtorch, all states at once.
///
/// A state scores every known step; the softmax of the scores, summed over the steps that begin
/// with a prefix, gives the probability of each symbol after that prefix. Its logarithm is added to
/// the logits of the slot's own net, which so learns the difference. A symbol that no known step
/// has after the prefix gets a learned constant instead.
///
/// Shapes: N steps in order of place, P states, V symbols of the slot.
final class PlainLookahead {
  private final StepTable table;
  private final Tensor scores;
  private final Tensor weights;
  private final IntFunction<Tensor> unseen;
  private final int states;

  /// @param embeddings (N, D), in order of place
  /// @param states (P, D)
  /// @param unseen one value per slot: what symbols get that no known step has there
  PlainLookahead(StepTable table, Tensor embeddings, Tensor states, IntFunction<Tensor> unseen) {
    this.table = table;
    this.unseen = unseen;
    this.states = (int) states.size(0);
    Tensor raw = embeddings.matmul(states.transpose(0, 1));
    Tensor highest = raw.detach().amax(new long[] {0}, true);
    this.scores = raw.sub(highest);
    this.weights = scores.exp();
  }

  /// Σ over states of the negative log-probability of the target step among all known steps; a
  /// target without a number adds nothing.
  Tensor stepLoss(List<Step> targets) {
    long[] known =
        IntStream.range(0, states).filter(p -> knows(targets.get(p))).asLongStream().toArray();
    var cells = new long[known.length];
    for (int i = 0; i < known.length; i++) {
      cells[i] = (long) table.placeOf(targets.get((int) known[i]).id()) * states + known[i];
    }
    Tensor target = scores.view(-1).index_select(0, Tensors.longs(cells, cells.length));
    Tensor total = weights.sum(0).log().index_select(0, Tensors.longs(known, known.length));
    return total.sub(target).sum();
  }

  private static boolean knows(Step step) {
    return step.id() != Step.NO_ID;
  }

  /// Adds what the known steps say to the logits of one slot.
  ///
  /// @param logits (P, V)
  /// @param targets whose first `slot` symbols are the prefixes
  Tensor added(int slot, Tensor logits, List<Step> targets) {
    return slot == 0 ? addedAtRoot(logits) : addedBelow(slot, logits, targets);
  }

  private Tensor addedAtRoot(Tensor logits) {
    Tensor groups = Tensors.longs(table.symbols()[0], table.size());
    Tensor mass = Tensors.zeros(logits.size(1), states).index_add(0, groups, weights);
    Tensor share = mass.div(weights.sum(0)).add(new Scalar(Lookahead.TINY)).log();
    var known = new float[(int) logits.size(1)];
    for (long symbol : table.symbols()[0]) {
      known[(int) symbol] = 1;
    }
    Tensor mask = Tensors.floats(known, known.length, 1);
    return logits.add(share.sub(unseen.apply(0)).mul(mask).transpose(0, 1));
  }

  private Tensor addedBelow(int slot, Tensor logits, List<Step> targets) {
    var ranges = Ranges.of(table, targets, slot, logits.size(1));
    if (ranges.cells.length == 0) {
      return logits;
    }
    Tensor below =
        weights.view(-1).index_select(0, Tensors.longs(ranges.cells, ranges.cells.length));
    int children = ranges.targetCells.length;
    Tensor mass =
        Tensors.zeros(children)
            .index_add(0, Tensors.longs(ranges.childOfCell, ranges.cells.length), below)
            .add(new Scalar(Lookahead.TINY));
    Tensor rows = Tensors.longs(ranges.rowOfChild, children);
    Tensor total = Tensors.zeros(states).index_add(0, rows, mass);
    Tensor share = mass.div(total.index_select(0, rows)).log();
    return logits
        .reshape(-1)
        .index_add(0, Tensors.longs(ranges.targetCells, children), share.sub(unseen.apply(slot)))
        .view(states, -1);
  }

  /// The steps below each target's prefix, grouped by their next symbol.
  ///
  /// @param cells flat (place, state) of every step below a prefix
  /// @param childOfCell which group each belongs to
  /// @param rowOfChild the state of each group
  /// @param targetCells flat (state, symbol) of each group
  private record Ranges(long[] cells, long[] childOfCell, long[] rowOfChild, long[] targetCells) {

    /// By a look at every step for every target.
    static Ranges of(StepTable table, List<Step> targets, int slot, long vocabulary) {
      var cells = new ArrayList<Long>();
      var childOfCell = new ArrayList<Long>();
      var rowOfChild = new ArrayList<Long>();
      var targetCells = new ArrayList<Long>();
      for (int p = 0; p < targets.size(); p++) {
        int[] prefix = Arrays.copyOf(targets.get(p).symbols(), slot);
        var childOfSymbol = new HashMap<Long, Long>();
        for (int place = 0; place < table.size(); place++) {
          if (begins(table, place, prefix)) {
            long symbol = table.symbols()[slot][place];
            Long child = childOfSymbol.get(symbol);
            if (child == null) {
              child = (long) rowOfChild.size();
              childOfSymbol.put(symbol, child);
              rowOfChild.add((long) p);
              targetCells.add(p * vocabulary + symbol);
            }
            cells.add((long) place * targets.size() + p);
            childOfCell.add(child);
          }
        }
      }
      return new Ranges(longs(cells), longs(childOfCell), longs(rowOfChild), longs(targetCells));
    }

    private static boolean begins(StepTable table, int place, int[] prefix) {
      return IntStream.range(0, prefix.length)
          .allMatch(slot -> table.symbols()[slot][place] == prefix[slot]);
    }

    private static long[] longs(List<Long> values) {
      return values.stream().mapToLong(Long::longValue).toArray();
    }
  }
}
