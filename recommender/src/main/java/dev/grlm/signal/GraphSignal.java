package dev.grlm.signal;

import dev.grlm.baseline.HistoryDecay;
import dev.grlm.baseline.ItemGraph;
import dev.grlm.baseline.Scores;
import dev.grlm.recommend.ScoredItems;

/// Items that a graph links to the history: s(j) = Σ over the history of the decayed weight of its
/// item i × G[i, j].
final class GraphSignal extends ComputedSignal {
  private final ItemGraph graph;
  private final HistoryDecay decay;

  GraphSignal(String name, double floor, String reason, ItemGraph graph, HistoryDecay decay) {
    super(name, floor, reason, graph.weights().rows());
    this.graph = graph;
    this.decay = decay;
  }

  @Override
  ScoredItems from(Answers answers) {
    return answers.sum(this::addTo);
  }

  private void addTo(Scores scores, int[] history) {
    graph.addTo(scores, history, decay);
  }
}
