package dev.grlm.lm.twolevel;

import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// What [Lookahead] is in training, for the rows of a session: per request the cumulative
/// probability of the known steps in order of place, per row the range of places below its prefix.
/// So the share of any symbol is the difference of two sums. Confined to its session; holds no
/// native memory.
final class LookaheadRows {
  private final StepTable table;
  private final double[][] cumulative;
  private int[] request;
  private int[] from;
  private int[] to;

  /// @param embeddings (N, D), in order of place
  /// @param states (requests, D)
  /// @param contexts of the requests, whose priors are added
  LookaheadRows(
      StepTable table, Tensor embeddings, Tensor states, List<? extends StepContext> contexts) {
    this.table = table;
    int requests = (int) states.size(0);
    int steps = table.size();
    float[] scores = Tensors.toFloats(states.matmul(embeddings.transpose(0, 1)));
    this.cumulative = new double[requests][];
    for (int r = 0; r < requests; r++) {
      float[] own = Arrays.copyOfRange(scores, r * steps, (r + 1) * steps);
      contexts.get(r).prior().ifPresent(prior -> prior.applyTo(own, table));
      cumulative[r] = cumulate(own);
    }
    this.request = new int[requests];
    this.from = new int[requests];
    this.to = new int[requests];
    Arrays.setAll(request, r -> r);
    Arrays.fill(to, steps);
  }

  private static double[] cumulate(float[] scores) {
    float highest = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    var sums = new double[scores.length + 1];
    for (int i = 0; i < scores.length; i++) {
      // Where all steps are ruled out there is no highest to compare with.
      double weight = scores[i] == Float.NEGATIVE_INFINITY ? 0 : Math.exp(scores[i] - highest);
      sums[i + 1] = sums[i] + weight;
    }
    return sums;
  }

  /// Which request a row belongs to.
  int request(int row) {
    return request[row];
  }

  /// Log-probability of `symbol` in `slot` after the prefix of `row`, natural logarithm; NaN where
  /// no known step has it.
  double share(int row, int slot, int symbol) {
    int first = table.lower(slot, from[row], to[row], symbol);
    int end = table.lower(slot, first, to[row], symbol + 1L);
    return first == end ? Double.NaN : share(row, first, end, from[row], to[row]);
  }

  private double share(int row, int first, int end, int all, int allEnd) {
    double[] sums = cumulative[request[row]];
    double below = sums[end] - sums[first] + Lookahead.TINY;
    return Math.log(below / (sums[allEnd] - sums[all] + Lookahead.TINY));
  }

  /// Hears of every symbol that a known step has in a slot after a row's prefix.
  interface Visitor {
    void visit(int symbol, double share);
  }

  void visit(int row, int slot, Visitor visitor) {
    long[] places = table.symbols()[slot];
    int first = from[row];
    while (first < to[row]) {
      int end = table.lower(slot, first, to[row], places[first] + 1);
      visitor.visit((int) places[first], share(row, first, end, from[row], to[row]));
      first = end;
    }
  }

  /// New row i continues old row `parents[i]` with `symbols[i]` in `slot`.
  void advance(int slot, int[] parents, int[] symbols) {
    var newRequest = new int[parents.length];
    var newFrom = new int[parents.length];
    var newTo = new int[parents.length];
    for (int i = 0; i < parents.length; i++) {
      int row = parents[i];
      newRequest[i] = request[row];
      newFrom[i] = table.lower(slot, from[row], to[row], symbols[i]);
      newTo[i] = table.lower(slot, newFrom[i], to[row], symbols[i] + 1L);
    }
    request = newRequest;
    from = newFrom;
    to = newTo;
  }
}
