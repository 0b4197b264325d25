package dev.grlm.recommend;

import dev.grlm.data.ItemOrder;

import java.util.ArrayList;
import java.util.List;

/// The k best of the items it is offered: higher score first, equal scores in [ItemOrder]. Which
/// items are kept does not depend on the order in which they are offered. One thread at a time.
public final class TopK {
  private final ItemOrder order;
  private final int[] items;
  private final double[] scores;
  private int size;

  public TopK(int k, ItemOrder order) {
    int capacity = Math.min(k, order.size());
    this.order = order;
    this.items = new int[capacity];
    this.scores = new double[capacity];
  }

  /// Each item at most once.
  public void offer(int item, double score) {
    if (size == items.length && (size == 0 || !better(item, score, size - 1))) {
      return;
    }
    // A sorted array rather than a heap: almost every offer ends in the test above.
    int place = size < items.length ? size++ : size - 1;
    while (place > 0 && better(item, score, place - 1)) {
      items[place] = items[place - 1];
      scores[place] = scores[place - 1];
      place--;
    }
    items[place] = item;
    scores[place] = score;
  }

  /// Best first.
  public List<Recommendation> ranked() {
    var ranked = new ArrayList<Recommendation>(size);
    for (int place = 0; place < size; place++) {
      ranked.add(Recommendation.scored(items[place], scores[place]));
    }
    return List.copyOf(ranked);
  }

  private boolean better(int item, double score, int place) {
    return score > scores[place]
        || (score == scores[place] && order.rank(item) < order.rank(items[place]));
  }
}
