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

  /// How far a cosine may be off that was taken back from weights or the other way round.
  private static final double ROUNDING = 1e-4;

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
    var scratch = new Scores(bags.items());
    BitSet again = others(bags, changed, scratch);
    again.or(changed);
    var all = new ArrayList<Alike>();
    int[] added = new int[bags.items() - counted];
    Arrays.setAll(added, place -> counted + place);
    for (int item : added) {
      boolean known = item - counted < ofStrangers.size() && !again.get(item);
      all.add(known ? of(item) : alike(bags, item, scratch, one -> one < counted));
    }
    return new LookAlikes(counted, added, all);
  }

  /// Strangers whose look-alikes may be others because counted items changed: those that had one of
  /// these, and those that one of these is now about as like as the last of theirs.
  private BitSet others(FeatureBags bags, BitSet changed, Scores scratch) {
    var again = new BitSet();
    int[] all = changed.stream().takeWhile(item -> item < counted).toArray();
    if (all.length >= ofStrangers.size()) { // then it is less to ask for all strangers
      again.set(counted, all.length == 0 ? counted : counted + ofStrangers.size());
      return again;
    }
    double[] enough = ofStrangers.stream().mapToDouble(LookAlikes::least).toArray();
    for (int stranger = 0; all.length > 0 && stranger < ofStrangers.size(); stranger++) {
      if (Arrays.stream(ofStrangers.get(stranger).items()).anyMatch(changed::get)) {
        again.set(counted + stranger);
      }
    }
    for (int item : all) {
      bags.addTo(scratch, new int[] {item}, new HistoryDecay(1, 1), 1);
      scratch.takeEach((other, cosine) -> {
        int stranger = other - counted;
        if (stranger >= 0
            && stranger < ofStrangers.size()
            && cosine >= enough[stranger] * (1 - ROUNDING)) {
          again.set(other);
        }
      });
    }
    return again;
  }

  /// The cosine that a counted item must have to be a look-alike: with w_n = c_n² / Σ c, Σ c is (Σ
  /// √w_n)².
  private static double least(Alike alike) {
    if (alike.items().length < MOST) {
      return 0;
    }
    double roots = Arrays.stream(alike.weights()).map(Math::sqrt).sum();
    double smallest = Arrays.stream(alike.weights()).min().orElseThrow();
    return Math.sqrt(smallest) * roots;
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
    var best = TopK.byIndex(MOST);
    scratch.takeEach((other, cosine) -> {
      if (lends.test(other)) {
        best.offer(other, cosine);
      }
    });
    int[] items = Arrays.stream(best.items()).sorted().toArray();
    double[] weights = new double[items.length];
    for (int place = 0; place < best.size(); place++) {
      weights[Arrays.binarySearch(items, best.item(place))] = best.score(place);
    }
    double sum = 0;
    for (double cosine : weights) {
      sum += cosine;
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
