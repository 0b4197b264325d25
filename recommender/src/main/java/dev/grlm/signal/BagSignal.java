package dev.grlm.signal;

import dev.grlm.baseline.FeatureBags;
import dev.grlm.baseline.HistoryDecay;
import dev.grlm.baseline.Scores;
import dev.grlm.recommend.ScoredItems;
import java.util.Arrays;

/// Items like those of the history: s(j) = Σ over the history of the decayed weight of its item i ×
/// cosine of the bags of i and j.
final class BagSignal extends ComputedSignal {
  private final FeatureBags bags;
  private final HistoryDecay decay;

  BagSignal(String name, double floor, Words words, FeatureBags bags, HistoryDecay decay) {
    super(name, floor, words, bags.items());
    this.bags = bags;
    this.decay = decay;
  }

  @Override
  ScoredItems from(Answers answers) {
    return answers.sum(this::addTo);
  }

  @Override
  public double[][] shares(int[] history, int[] items) {
    return Arrays.stream(items)
        .mapToObj(item -> decay.shares(history, from -> bags.cosine(from, item)))
        .toArray(double[][]::new);
  }

  private void addTo(Scores scores, int[] history) {
    bags.addTo(scores, history, decay, 1);
  }
}
