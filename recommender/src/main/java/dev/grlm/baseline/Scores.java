package dev.grlm.baseline;

import dev.grlm.data.ItemOrder;
import dev.grlm.data.TopK;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.ScoredItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One score per item, all 0 at first, with a list of those that are not, so that ranking and
/// clearing cost what was touched and not the size of the catalogue. One thread at a time.
public final class Scores {
  private final double[] values;
  private final int[] touched;
  private int count;

  public Scores(int items) {
    this.values = new double[items];
    this.touched = new int[items];
  }

  /// Adds the scores of all items for one history.
  @FunctionalInterface
  public interface Contribution {
    /// @param history item indices, oldest first; may be empty
    void addTo(Scores scores, int[] history);
  }

  /// The answer to each query, in order: the best k items that have a score and are not excluded.
  static List<List<Recommendation>> rank(
      List<Query> queries, ItemOrder order, Contribution contribution) {
    var scores = new Scores(order.size());
    var lists = new ArrayList<List<Recommendation>>(queries.size());
    for (Query query : queries) {
      contribution.addTo(scores, query.history());
      lists.add(scores.top(query, order));
      scores.clear();
    }
    return List.copyOf(lists);
  }

  /// @param amount ≥ 0, so that a score of 0 means that nothing was added
  public void add(int item, double amount) {
    if (values[item] == 0 && amount > 0) {
      touched[count++] = item;
    }
    values[item] += amount;
  }

  double of(int item) {
    return values[item];
  }

  private List<Recommendation> top(Query query, ItemOrder order) {
    var top = new TopK(query.k(), order);
    for (int i = 0; i < count; i++) {
      int item = touched[i];
      if (query.allows(item)) {
        top.offer(item, values[item]);
      }
    }
    return top.ranked(Recommendation::scored);
  }

  /// How many items there are.
  public int size() {
    return values.length;
  }

  /// Everything that was added, and all scores are 0 again. What a float cannot tell from 0 is not
  /// reached.
  public ScoredItems taken() {
    int[] items = ScoredItems.rising(touched, count, values.length, item -> values[item] > 0);
    var scores = new float[items.length];
    int reached = 0;
    for (int item : items) {
      float score = (float) values[item];
      if (score > 0) {
        items[reached] = item;
        scores[reached++] = score;
      }
    }
    clear();
    return new ScoredItems(Arrays.copyOf(items, reached), Arrays.copyOf(scores, reached));
  }

  /// Is told of what was reached.
  @FunctionalInterface
  public interface Reached {
    void reached(int item, float score);
  }

  /// As [#taken()], told in no order, for whom an order is of no use.
  public void takeEach(Reached each) {
    for (int place = 0; place < count; place++) {
      float score = (float) values[touched[place]];
      if (score > 0) {
        each.reached(touched[place], score);
      }
    }
    clear();
  }

  private void clear() {
    for (int i = 0; i < count; i++) {
      values[touched[i]] = 0;
    }
    count = 0;
  }
}
