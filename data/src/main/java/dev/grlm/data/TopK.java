package dev.grlm.data;

import dev.grlm.io.NotANumberException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// The k best of the items it is offered: higher score first, equal scores in an order of the
/// items. Which items are kept does not depend on the order in which they are offered. One thread
/// at a time.
public final class TopK {
  /// Makes what a list holds of one item.
  @FunctionalInterface
  public interface Ranked<T> {
    T of(int item, double score);
  }

  private final IntUnaryOperator rank;
  private final int[] items;
  private final double[] scores;
  private int size;
  private double worst = Double.NEGATIVE_INFINITY;

  private TopK(int k, IntUnaryOperator rank) {
    this.rank = rank;
    this.items = new int[k];
    this.scores = new double[k];
  }

  /// Equal scores in [ItemOrder].
  ///
  /// @param k ≥ 0
  public TopK(int k, ItemOrder order) {
    this(Math.min(k, order.size()), order::rank);
  }

  /// Of equal scores the lower index first.
  ///
  /// @param k ≥ 0; room is made for all of them
  public static TopK byIndex(int k) {
    return new TopK(k, IntUnaryOperator.identity());
  }

  /// Each item at most once.
  ///
  /// @throws NotANumberException when the score is none
  public void offer(int item, double score) {
    // Almost every offer ends here, and what is no number never does.
    if (score < worst) {
      return;
    }
    if (Double.isNaN(score)) {
      throw new NotANumberException(score, "an item");
    }
    if (size == items.length && (size == 0 || !better(item, score, size - 1))) {
      return;
    }
    // A sorted array rather than a heap: few offers come this far.
    int place = size < items.length ? size++ : size - 1;
    while (place > 0 && better(item, score, place - 1)) {
      items[place] = items[place - 1];
      scores[place] = scores[place - 1];
      place--;
    }
    items[place] = item;
    scores[place] = score;
    worst = worst();
  }

  private boolean better(int item, double score, int place) {
    return score > scores[place]
        || (score == scores[place] && rank.applyAsInt(item) < rank.applyAsInt(items[place]));
  }

  /// The k-th score, below which an offer changes nothing; minus infinity while there are fewer.
  public double worst() {
    return size < items.length || size == 0 ? Double.NEGATIVE_INFINITY : scores[size - 1];
  }

  /// How many are kept so far; at most k.
  public int size() {
    return size;
  }

  /// @param place 0 is the best
  public int item(int place) {
    return items[place];
  }

  /// @param place 0 is the best
  public double score(int place) {
    return scores[place];
  }

  /// Best first.
  public <T> List<T> ranked(Ranked<T> each) {
    var ranked = new ArrayList<T>(size);
    for (int place = 0; place < size; place++) {
      ranked.add(each.of(items[place], scores[place]));
    }
    return List.copyOf(ranked);
  }

  /// Best first; a new array.
  public int[] items() {
    return Arrays.copyOf(items, size);
  }
}
