package dev.grlm.fusion;

import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Takes a [FusionScorer] apart, whose softmax over the items is what they are recommended by: log
/// p(j) = base + γ · (log q(j) − log 1/N) + Σ of what the signals add, where q is the softmax of
/// the model alone and N the number of items that have a share. Immutable and thread-safe.
public final class FusionReasons {
  private final SignalProduct signals;
  private final Scorer model;
  private final double scale;

  /// @param model natural logarithms but for a constant
  /// @param scale γ
  public FusionReasons(SignalProduct signals, Scorer model, double scale) {
    this.signals = signals;
    this.model = model;
    this.scale = scale;
  }

  /// @param ruledOut items that have no share
  /// @param items of which it is asked what spoke for them; of one that the model does not score
  ///   only signals speak
  public Reasons of(int[] history, BitSet ruledOut, int[] items) {
    ScoredItems own = model.scores(List.of(history)).getFirst();
    List<ScoredItems> said = signals.said(history);
    double constant = logMean(own, ruledOut);
    ScoredItems fused = FusionScorer.sum(own, signals.sum(said), scale);
    double base = scale * constant - logMean(fused, ruledOut) - logCount(own, ruledOut);
    List<List<Reason>> spoken = signals.spoken(said, history, items);
    var all = new ArrayList<List<Reason>>();
    for (int i = 0; i < items.length; i++) {
      var reasons = new ArrayList<>(spoken.get(i));
      int place = Arrays.binarySearch(own.items(), items[i]);
      if (place >= 0) {
        reasons.add(Reason.ofModel(scale * (own.scores()[place] - constant)));
      }
      reasons.sort(Reason.STRONGEST_FIRST);
      all.add(reasons);
    }
    return new Reasons(base, all);
  }

  /// log of how many items have a share; 0 where none has.
  private static double logCount(ScoredItems scored, BitSet ruledOut) {
    int count = 0;
    for (int item : scored.items()) {
      count += ruledOut.get(item) ? 0 : 1;
    }
    return Math.log(Math.max(1, count));
  }

  /// log of the mean of e^score; 0 where there is none.
  private static double logMean(ScoredItems scored, BitSet ruledOut) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scored.size(); i++) {
      if (!ruledOut.get(scored.items()[i])) {
        highest = Math.max(highest, scored.scores()[i]);
      }
    }
    double sum = 0;
    for (int i = 0; i < scored.size(); i++) {
      if (!ruledOut.get(scored.items()[i])) {
        sum += Math.exp(scored.scores()[i] - highest);
      }
    }
    return sum == 0 ? 0 : highest + Math.log(sum) - logCount(scored, ruledOut);
  }
}
