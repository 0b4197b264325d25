package dev.grlm.signal;

import dev.grlm.baseline.HistoryDecay;
import dev.grlm.baseline.ItemGraph;
import dev.grlm.baseline.Scores;
import dev.grlm.baseline.SparseMatrix;
import dev.grlm.recommend.ScoredItems;
import java.util.Arrays;

/// Items that a graph links to the history: s(j) = Σ over the history of the decayed weight of its
/// item i × G[i, j].
final class GraphSignal extends ComputedSignal {
  private final ItemGraph graph;
  private final HistoryDecay decay;

  GraphSignal(String name, double floor, Words words, ItemGraph graph, HistoryDecay decay) {
    super(name, floor, words, graph.items());
    this.graph = graph;
    this.decay = decay;
  }

  HistoryDecay decay() {
    return decay;
  }

  @Override
  ScoredItems from(Answers answers) {
    return answers.sum(this::addTo);
  }

  @Override
  public double[][] shares(int[] history, int[] items) {
    return Arrays.stream(items)
        .mapToObj(item -> decay.shares(history, from -> weights().at(from, item)))
        .toArray(double[][]::new);
  }

  private void addTo(Scores scores, int[] history) {
    var _ = weights();
    graph.addTo(scores, history, decay);
  }

  private SparseMatrix weights() {
    try {
      return graph.weights();
    } catch (IllegalArgumentException failure) {
      throw new IllegalArgumentException(
          "the signal '%s' links too many items (%s); leave it out: --set grlm.prior.signals=[…]"
              .formatted(name(), failure.getMessage()),
          failure);
    }
  }
}
