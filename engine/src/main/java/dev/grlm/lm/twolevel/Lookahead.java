package dev.grlm.lm.twolevel;

import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// What the known steps say about the next symbol of a few states, in training: the value, and by
/// hand the gradient, so that the one table of steps × states that is kept can be overwritten and
/// is as small as the few states want it. A second is there while [#finish] runs.
///
/// A state scores every known step; the softmax of the scores, summed over the steps that begin
/// with a prefix, gives the probability of each symbol after that prefix. Its logarithm is added to
/// the logits of the slot's own net, which so learns the difference. A symbol that no known step
/// has after the prefix gets a learned constant instead.
///
/// First [#add] and [#stepLoss], then [#back] for each slot, then [#states] and [#embeddings]. Used
/// without gradients, in one scope, by one thread.
///
/// Shapes: N steps in order of place, P states, V symbols of the slot, D width.
final class Lookahead {
  /// Keeps logarithms finite where all steps below a symbol are far out of the question.
  static final double TINY = 1e-30;

  private final StepTable table;
  private final Tensor embeddings;
  private final Tensor states;
  private final List<Step> targets;
  private final int count;
  private final Known known;

  /// (N, P): scores less the highest of each state, then their exponentials, then the gradient of
  /// the scores.
  private final Tensor weights;

  /// (P), sums of the exponentials.
  private final Tensor total;

  /// (P), score of each target that has a number, less the highest.
  private final Tensor targetScores;

  /// (P), gradient of `total`.
  private final Tensor totalGradient;

  private final List<Below> below = new ArrayList<>();
  private @Nullable Tensor rootShare;
  private @Nullable Tensor rootGradient;

  /// @param known what is the same for all states
  /// @param embeddings (N, D), in order of place
  /// @param states (P, D)
  /// @param targets P steps
  Lookahead(Known known, Tensor embeddings, Tensor states, List<Step> targets) {
    this.known = known;
    this.table = known.table();
    this.embeddings = embeddings;
    this.states = states;
    this.targets = targets;
    this.count = targets.size();
    weights = embeddings.matmul(states.transpose(0, 1));
    weights.sub_(weights.amax(new long[] {0}, true));
    targetScores = weights.view(-1).index_select(0, targetCells());
    weights.exp_();
    total = weights.sum(0);
    totalGradient = total.mul(new Scalar(0f));
  }

  /// What a table of steps is to every state.
  ///
  /// @param groups (N), the first symbol of each step
  /// @param mask (V of the first slot, 1), 1 for a symbol that a step begins with
  record Known(StepTable table, Tensor groups, Tensor mask) {
    static Known of(StepTable table, int symbols) {
      var mask = new float[symbols];
      for (long symbol : table.symbols()[0]) {
        mask[(int) symbol] = 1;
      }
      return new Known(
          table, Tensors.longs(table.symbols()[0], table.size()), Tensors.floats(mask, symbols, 1));
    }
  }

  private int[] numbered() {
    return IntStream.range(0, count).filter(p -> targets.get(p).id() != Step.NO_ID).toArray();
  }

  private Tensor targetCells() {
    int[] rows = numbered();
    var cells = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      cells[i] = (long) table.placeOf(targets.get(rows[i]).id()) * count + rows[i];
    }
    return Tensors.longs(cells, cells.length);
  }

  /// Σ over states of the negative log-probability of the target step among all known steps; a
  /// target without a number adds nothing.
  ///
  /// @param factor of it in the loss
  double stepLoss(double factor) {
    int[] rows = numbered();
    Tensor at = Tensors.longs(rows);
    Tensor sums = total.index_select(0, at);
    totalGradient.index_add_(0, at, sums.reciprocal().mul_(new Scalar(factor)));
    return factor * sums.log_().sub_(targetScores).sum().item_double();
  }

  /// Adds what the known steps say to the logits of one slot. In order of the slots.
  ///
  /// @param logits (P, V), overwritten
  /// @param unseen what symbols get that no known step has there
  void add(int slot, Tensor logits, float unseen) {
    if (slot == 0) {
      Tensor mass = Tensors.zeros(logits.size(1), count);
      mass.index_add_(0, known.groups(), weights);
      Tensor share = mass.div_(total).add_(new Scalar(TINY));
      rootShare = share;
      logits.add_(share.log().sub_(new Scalar(unseen)).mul_(known.mask()).transpose(0, 1));
    } else {
      var ranges = Ranges.of(table, targets, slot, logits.size(1));
      below.add(new Below(ranges, weights, count, logits, unseen));
    }
  }

  /// Takes the gradient of the logits that [#add] has added to.
  ///
  /// @param gradient (P, V)
  /// @return the gradient of the slot's `unseen`
  double back(int slot, Tensor gradient) {
    if (slot > 0) {
      return below.get(slot - 1).back(gradient);
    }
    Tensor shares = gradient.transpose(0, 1).mul(known.mask());
    double unseen = -shares.sum().item_double();
    // share = log(mass / total + TINY)
    Tensor share = Objects.requireNonNull(rootShare, "nothing was added");
    shares.div_(share).div_(total);
    totalGradient.sub_(shares.mul(share.sub_(new Scalar(TINY))).sum(0));
    rootGradient = shares;
    return unseen;
  }

  /// Ends the gradient of the scores. From here on only [#states] and [#embeddings] may be asked.
  ///
  /// @param stepLoss the factor that [#stepLoss] was asked with, 0 if it was not
  void finish(double stepLoss) {
    Tensor scores = weights;
    Tensor root = rootGradient;
    scores.mul_(
        root == null ? totalGradient : root.index_select(0, known.groups()).add_(totalGradient));
    Tensor flat = scores.view(-1);
    below.forEach(each -> each.addTo(flat));
    if (stepLoss > 0) {
      Tensor cells = targetCells();
      flat.index_add_(0, cells, Tensors.zeros(cells.numel()).sub_(new Scalar(stepLoss)));
    }
  }

  /// Adds the gradient of the states.
  ///
  /// @param gradient (P, D)
  void states(Tensor gradient) {
    gradient.addmm_(weights.transpose(0, 1), embeddings);
  }

  /// Adds the gradient of the embeddings.
  ///
  /// @param gradient (N, D)
  void embeddings(Tensor gradient) {
    gradient.addmm_(weights, states);
  }

  /// The share of the symbols of one slot after the first, by the steps below each target's prefix.
  private static final class Below {
    private final Tensor cells;
    private final Tensor childOfCell;
    private final Tensor rowOfChild;
    private final Tensor targetCells;
    private final Tensor below;
    private final Tensor mass;
    private final Tensor total;
    private Tensor cellGradient;

    Below(Ranges ranges, Tensor weights, int count, Tensor logits, float unseen) {
      cells = longs(ranges.cells());
      childOfCell = longs(ranges.childOfCell());
      rowOfChild = longs(ranges.rowOfChild());
      targetCells = longs(ranges.targetCells());
      below = weights.view(-1).index_select(0, cells);
      cellGradient = below;
      int children = ranges.targetCells().length;
      mass = Tensors.zeros(children).index_add_(0, childOfCell, below).add_(new Scalar(TINY));
      total = Tensors.zeros(count).index_add_(0, rowOfChild, mass);
      Tensor share = mass.div(total.index_select(0, rowOfChild)).log_().sub_(new Scalar(unseen));
      logits.view(-1).index_add_(0, targetCells, share);
    }

    private static Tensor longs(long[] values) {
      return Tensors.longs(values, values.length);
    }

    double back(Tensor gradient) {
      Tensor shares = gradient.reshape(-1).index_select(0, targetCells);
      double unseen = -shares.sum().item_double();
      // share = log mass − log Σ mass of the row
      Tensor sums = total.mul(new Scalar(0f)).index_add_(0, rowOfChild, shares).div_(total);
      shares.div_(mass).sub_(sums.index_select(0, rowOfChild));
      cellGradient = shares.index_select(0, childOfCell).mul_(below);
      return unseen;
    }

    void addTo(Tensor scores) {
      scores.index_add_(0, cells, cellGradient);
    }
  }

  /// The steps below each target's prefix, grouped by their next symbol.
  ///
  /// @param cells flat (place, state) of every step below a prefix
  /// @param childOfCell which group each belongs to
  /// @param rowOfChild the state of each group
  /// @param targetCells flat (state, symbol) of each group
  private record Ranges(long[] cells, long[] childOfCell, long[] rowOfChild, long[] targetCells) {
    static Ranges of(StepTable table, List<Step> targets, int slot, long vocabulary) {
      int count = targets.size();
      var from = new int[count];
      var to = new int[count];
      int total = 0;
      for (int p = 0; p < count; p++) {
        int[] symbols = targets.get(p).symbols();
        to[p] = table.size();
        for (int s = 0; s < slot; s++) {
          int end = table.lower(s, from[p], to[p], symbols[s] + 1L);
          from[p] = table.lower(s, from[p], end, symbols[s]);
          to[p] = end;
        }
        total += to[p] - from[p];
      }
      var cells = new long[total];
      var childOfCell = new long[total];
      var rowOfChild = new long[total];
      var targetCells = new long[total];
      int next = 0;
      int children = 0;
      long[] places = table.symbols()[slot];
      for (int p = 0; p < count; p++) {
        for (int place = from[p]; place < to[p]; place++) {
          if (place == from[p] || places[place] != places[place - 1]) {
            rowOfChild[children] = p;
            targetCells[children++] = p * vocabulary + places[place];
          }
          cells[next] = (long) place * count + p;
          childOfCell[next++] = children - 1L;
        }
      }
      return new Ranges(
          cells,
          childOfCell,
          Arrays.copyOf(rowOfChild, children),
          Arrays.copyOf(targetCells, children));
    }
  }
}
