package dev.grlm.decode;

import dev.grlm.io.NotANumberException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Picks the best continuations, one request after another.
final class Selection {
  /// Instead of a symbol, where a beam that has ended stays as it is.
  static final int ENDED = -1;

  /// @param score what is compared
  /// @param sum log-probability of all symbols
  /// @param beam that is continued
  /// @param node of the trie that is reached; 0 where there is none
  record Choice(double score, double sum, int beam, int symbol, int node) {}

  private static final Comparator<Choice> WORST_FIRST =
      Comparator.comparingDouble(Choice::score)
          .thenComparing(Comparator.comparingInt(Choice::beam).reversed())
          .thenComparing(Comparator.comparingInt(Choice::symbol).reversed());

  private final int limit;
  private final double lengthExponent;
  private final PriorityQueue<Choice> kept = new PriorityQueue<>(WORST_FIRST);
  private final List<List<Choice>> chosen = new ArrayList<>();
  private double threshold = Double.NEGATIVE_INFINITY;

  /// @param limit of continuations per request
  Selection(int limit, double lengthExponent) {
    this.limit = limit;
    this.lengthExponent = lengthExponent;
  }

  /// @param length with the new symbol
  ///
  /// @throws NotANumberException when the sum is none: what computed it is broken
  void offer(double sum, int length, int beam, int symbol, int node) {
    double score = Beam.score(sum, length, lengthExponent);
    if (score < threshold) {
      return;
    }
    if (Double.isNaN(score)) {
      throw new NotANumberException(score, "a symbol");
    }
    kept.add(new Choice(score, sum, beam, symbol, node));
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
