package dev.grlm.signal;

import dev.grlm.baseline.FeatureBags;
import dev.grlm.baseline.HistoryDecay;
import dev.grlm.baseline.Scores;
import dev.grlm.data.TopK;
import dev.grlm.recommend.ScoredItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// For items that were added after counting: which counted items are most like them, so that what
/// was counted of those can speak for a new item. Of the [#MOST] counted items with the highest
/// cosines c, look-alike n counts w_n = c_n² / Σ c, so that all of them together count Σ c² / Σ c:
/// their mean cosine, weighted by itself, never above 1. Immutable and thread-safe.
final class LookAlikes {
  /// Items that are asked for a new one.
  static final int MOST = 10;

  private final int counted;

  /// Of the items from `counted` on.
  private final List<Alike> ofAdded;

  /// @param items rising
  /// @param weights above 0
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  record Alike(int[] items, double[] weights) {}

  private LookAlikes(int counted, List<Alike> ofAdded) {
    this.counted = counted;
    this.ofAdded = List.copyOf(ofAdded);
  }

  /// Nothing was added yet.
  ///
  /// @param counted number of items
  static LookAlikes none(int counted) {
    return new LookAlikes(counted, List.of());
  }

  boolean isEmpty() {
    return ofAdded.isEmpty();
  }

  /// Number of items whose behaviour was counted; added ones stand behind them.
  int counted() {
    return counted;
  }

  /// Look-alikes of an added item.
  Alike of(int item) {
    return ofAdded.get(item - counted);
  }

  /// @param bags of all items, added ones too
  /// @param changed whose bag is another one than before
  LookAlikes grown(FeatureBags bags, BitSet changed) {
    int first = changed.nextSetBit(0);
    boolean countedChanged = first >= 0 && first < counted;
    var scratch = new Scores(bags.items());
    var all = new ArrayList<Alike>();
    for (int item = counted; item < bags.items(); item++) {
      boolean known = item - counted < ofAdded.size() && !countedChanged && !changed.get(item);
      all.add(known ? of(item) : alike(bags, item, scratch));
    }
    return new LookAlikes(counted, all);
  }

  private Alike alike(FeatureBags bags, int item, Scores scratch) {
    bags.addTo(scratch, new int[] {item}, new HistoryDecay(1, 1), 1);
    ScoredItems cosines = scratch.taken();
    var best = TopK.byIndex(MOST);
    for (int place = 0; place < cosines.size(); place++) {
      if (cosines.items()[place] < counted) {
        best.offer(cosines.items()[place], cosines.scores()[place]);
      }
    }
    int[] items = Arrays.stream(best.items()).sorted().toArray();
    double[] weights = new double[items.length];
    double sum = 0;
    for (int place = 0; place < items.length; place++) {
      weights[place] = cosines.scores()[Arrays.binarySearch(cosines.items(), items[place])];
      sum += weights[place];
    }
    for (int place = 0; place < items.length; place++) {
      weights[place] *= weights[place] / sum;
    }
    return new Alike(items, weights);
  }

  /// What is said of counted items, and of added ones Σ w_n × what is said of their look-alikes.
  ScoredItems lent(ScoredItems said) {
    var items = Arrays.copyOf(said.items(), said.size() + ofAdded.size());
    var scores = Arrays.copyOf(said.scores(), items.length);
    int size = said.size();
    for (int added = 0; added < ofAdded.size(); added++) {
      float score = (float) lent(said, ofAdded.get(added));
      if (score > 0) {
        items[size] = counted + added;
        scores[size++] = score;
      }
    }
    return new ScoredItems(Arrays.copyOf(items, size), Arrays.copyOf(scores, size));
  }

  private static double lent(ScoredItems said, Alike alike) {
    double sum = 0;
    for (int place = 0; place < alike.items().length; place++) {
      int at = Arrays.binarySearch(said.items(), 0, said.size(), alike.items()[place]);
      sum += at < 0 ? 0 : alike.weights()[place] * said.scores()[at];
    }
    return sum;
  }
}
