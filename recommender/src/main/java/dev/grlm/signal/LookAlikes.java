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
import java.util.function.IntPredicate;

/// For items that were added after counting: which counted items are most like them, so that what
/// was counted of those can speak for a new item. Of the [#MOST] counted items with the highest
/// cosines c, look-alike n counts w_n = c_n² / Σ c, so that all of them together count Σ c² / Σ c:
/// their mean cosine, weighted by itself, never above 1. Immutable and thread-safe.
final class LookAlikes {
  /// Items that are asked for a new one.
  static final int MOST = 10;

  private final int counted;

  /// Rising: those from `counted` on, or some that are taken for new ones.
  private final int[] strangers;

  /// Of each stranger.
  private final List<Alike> ofStrangers;

  private final Loans loans;

  private LookAlikes(int counted, int[] strangers, List<Alike> ofStrangers) {
    this.counted = counted;
    this.strangers = strangers;
    this.ofStrangers = List.copyOf(ofStrangers);
    this.loans = Loans.of(ofStrangers);
  }

  /// Nothing was added yet.
  ///
  /// @param counted number of items
  static LookAlikes none(int counted) {
    return new LookAlikes(counted, new int[0], List.of());
  }

  boolean isEmpty() {
    return ofStrangers.isEmpty();
  }

  /// Whether look-alikes speak for an item.
  boolean speakFor(int item) {
    return Arrays.binarySearch(strangers, item) >= 0;
  }

  /// Look-alikes of an item that they speak for.
  Alike of(int item) {
    return ofStrangers.get(Arrays.binarySearch(strangers, item));
  }

  /// @param bags of all items, added ones too
  /// @param changed whose bag is another one than before
  LookAlikes grown(FeatureBags bags, BitSet changed) {
    int first = changed.nextSetBit(0);
    boolean countedChanged = first >= 0 && first < counted;
    var scratch = new Scores(bags.items());
    var all = new ArrayList<Alike>();
    int[] added = new int[bags.items() - counted];
    Arrays.setAll(added, place -> counted + place);
    for (int item : added) {
      boolean known = item - counted < ofStrangers.size() && !countedChanged && !changed.get(item);
      all.add(known ? of(item) : alike(bags, item, scratch, one -> one < counted));
    }
    return new LookAlikes(counted, added, all);
  }

  /// Counted items that are taken for new ones, for whom the others speak.
  static LookAlikes pretended(FeatureBags bags, BitSet strangers) {
    var scratch = new Scores(bags.items());
    List<Alike> all =
        strangers.stream()
            .mapToObj(item -> alike(bags, item, scratch, one -> !strangers.get(one)))
            .toList();
    return new LookAlikes(bags.items(), strangers.stream().toArray(), all);
  }

  private static Alike alike(FeatureBags bags, int item, Scores scratch, IntPredicate lends) {
    bags.addTo(scratch, new int[] {item}, new HistoryDecay(1, 1), 1);
    ScoredItems cosines = scratch.taken();
    var best = TopK.byIndex(MOST);
    for (int place = 0; place < cosines.size(); place++) {
      if (lends.test(cosines.items()[place])) {
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

  /// What is said of counted items, and of strangers Σ w_n × what is said of their look-alikes,
  /// whatever was said of themselves.
  ScoredItems lent(ScoredItems said) {
    double[] lent = loans.of(said, strangers.length);
    var items = new int[said.size() + strangers.length];
    var scores = new float[items.length];
    int size = 0;
    int next = 0;
    for (int place = 0; place <= said.size(); place++) {
      int item = place < said.size() ? said.items()[place] : Integer.MAX_VALUE;
      for (; next < strangers.length && strangers[next] <= item; next++) {
        float score = (float) lent[next];
        if (score > 0) {
          items[size] = strangers[next];
          scores[size++] = score;
        }
      }
      if (place < said.size() && (next == 0 || strangers[next - 1] != item)) {
        items[size] = item;
        scores[size++] = said.scores()[place];
      }
    }
    return new ScoredItems(Arrays.copyOf(items, size), Arrays.copyOf(scores, size));
  }

  /// Who lends to whom, by lender: one walk over what is said finds all of it.
  ///
  /// @param lenders rising
  /// @param starts of each lender's entries in `borrowers` and `weights`, and the end of the last
  /// @param borrowers places of strangers
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  private record Loans(int[] lenders, int[] starts, int[] borrowers, double[] weights) {
    static Loans of(List<Alike> all) {
      int[] lenders =
          all.stream()
              .flatMapToInt(one -> Arrays.stream(one.items()))
              .sorted()
              .distinct()
              .toArray();
      int[] starts = new int[lenders.length + 1];
      for (Alike one : all) {
        for (int item : one.items()) {
          starts[Arrays.binarySearch(lenders, item) + 1]++;
        }
      }
      Arrays.parallelPrefix(starts, Integer::sum);
      int[] borrowers = new int[starts[lenders.length]];
      double[] weights = new double[borrowers.length];
      int[] next = starts.clone();
      for (int stranger = 0; stranger < all.size(); stranger++) {
        Alike one = all.get(stranger);
        for (int n = 0; n < one.items().length; n++) {
          int entry = next[Arrays.binarySearch(lenders, one.items()[n])]++;
          borrowers[entry] = stranger;
          weights[entry] = one.weights()[n];
        }
      }
      return new Loans(lenders, starts, borrowers, weights);
    }

    /// Σ w_n × what is said of n, of each stranger.
    double[] of(ScoredItems said, int strangers) {
      var sums = new double[strangers];
      int place = 0;
      for (int lender = 0; lender < lenders.length && place < said.size(); lender++) {
        while (place < said.size() && said.items()[place] < lenders[lender]) {
          place++;
        }
        if (place < said.size() && said.items()[place] == lenders[lender]) {
          for (int entry = starts[lender]; entry < starts[lender + 1]; entry++) {
            sums[borrowers[entry]] += weights[entry] * said.scores()[place];
          }
        }
      }
      return sums;
    }
  }
}
