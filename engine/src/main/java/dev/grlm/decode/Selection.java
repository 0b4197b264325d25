package dev.grlm.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Picks the best continuations, one request after another.
final class Selection {
  /// @param row of the beam that is continued
  /// @param node of the trie that is reached; 0 where there is none
  record Choice(double score, int row, int symbol, int node) {}

  private static final Comparator<Choice> WORST_FIRST =
      Comparator.comparingDouble(Choice::score)
          .thenComparing(Comparator.comparingInt(Choice::row).reversed())
          .thenComparing(Comparator.comparingInt(Choice::symbol).reversed());

  private final int limit;
  private final PriorityQueue<Choice> kept = new PriorityQueue<>(WORST_FIRST);
  private final List<List<Choice>> chosen = new ArrayList<>();
  private double threshold = Double.NEGATIVE_INFINITY;

  /// @param limit of continuations per request
  Selection(int limit) {
    this.limit = limit;
  }

  void offer(double score, int row, int symbol, int node) {
    if (score < threshold) {
      return;
    }
    kept.add(new Choice(score, row, symbol, node));
    if (kept.size() > limit) {
      kept.poll();
    }
    if (kept.size() == limit) {
      threshold = kept.element().score();
    }
  }

  /// What is offered from here on belongs to the next request.
  void nextRequest() {
    var best = new ArrayList<>(kept);
    best.sort(WORST_FIRST.reversed());
    chosen.add(best);
    kept.clear();
    threshold = Double.NEGATIVE_INFINITY;
  }

  /// Per request, best first.
  List<List<Choice>> chosen() {
    return chosen;
  }
}
