package dev.grlm.baseline;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/// Every item as the bag of its distinct features, each with weight w · ln(N / df), L2-normalised:
/// w is the feature's own weight, N the number of items that have a feature at all, df the number
/// of items with this one. Two items are as alike as the cosine of their bags. Immutable and
/// thread-safe.
public final class FeatureBags {
  /// Items × features.
  private final SparseMatrix bags;

  /// Features × items.
  private final SparseMatrix postings;

  /// What each feature weighs in a bag that is not normalised yet; 0 also where no item had it.
  private final double[] factors;

  /// The features that stand in `postings`.
  private final BitSet compared;

  private FeatureBags(SparseMatrix bags, SparseMatrix postings, double[] factors, BitSet compared) {
    this.bags = bags;
    this.postings = postings;
    this.factors = factors;
    this.compared = compared;
  }

  /// A feature of more than `mostItems` items makes a bag longer as any other does, but no two
  /// items alike: it costs a walk over all these items and says little.
  ///
  /// @param itemFeatures the distinct features of each item, in the order of the catalogue
  /// @param weights of each feature, > 0
  public static FeatureBags of(List<int[]> itemFeatures, double[] weights, int mostItems) {
    SparseMatrix presence =
        SparseMatrix.sum(
            itemFeatures.size(),
            weights.length,
            sink -> {
              for (int item = 0; item < itemFeatures.size(); item++) {
                for (int feature : itemFeatures.get(item)) {
                  sink.add(item, feature, 1);
                }
              }
            });
    double described = itemFeatures.stream().filter(features -> features.length > 0).count();
    double[] items = presence.columnSums();
    double[] factors = new double[weights.length];
    var compared = new BitSet(weights.length);
    for (int feature = 0; feature < weights.length; feature++) {
      boolean known = items[feature] > 0;
      factors[feature] = known ? Math.log(described / items[feature]) * weights[feature] : 0;
      compared.set(feature, items[feature] <= mostItems);
    }
    SparseMatrix bags = presence.scaled(inverseNorms(presence, factors), factors);
    return new FeatureBags(bags, bags.transposed(compared::get), factors, compared);
  }

  /// The same bags, and those of the items at the places of the growth. What a feature weighs stays
  /// as it was counted first, and one that no item had then is left out.
  ///
  /// @param itemFeatures the distinct features of the item at a place
  public FeatureBags grown(Growth growth, IntFunction<int[]> itemFeatures) {
    int[][] read =
        Arrays.stream(growth.places())
            .mapToObj(itemFeatures)
            .map(this::weighing)
            .toArray(int[][]::new);
    SparseMatrix presence =
        SparseMatrix.sum(
            growth.size(),
            factors.length,
            sink -> {
              for (int place = 0; place < read.length; place++) {
                for (int feature : read[place]) {
                  sink.add(growth.places()[place], feature, 1);
                }
              }
            });
    SparseMatrix further = presence.scaled(inverseNorms(presence, factors), factors);
    return new FeatureBags(
        bags.with(further, (item, _) -> !growth.has(item)),
        postings.with(further.transposed(compared::get), (_, item) -> !growth.has(item)),
        factors,
        compared);
  }

  private int[] weighing(int[] features) {
    return Arrays.stream(features).filter(feature -> factors[feature] > 0).toArray();
  }

  private static double[] inverseNorms(SparseMatrix presence, double[] factors) {
    double[] inverseNorms = new double[presence.rows()];
    for (int item = 0; item < presence.rows(); item++) {
      double squares = 0;
      for (int entry = presence.start(item); entry < presence.end(item); entry++) {
        double weight = factors[presence.column(entry)];
        squares += weight * weight;
      }
      // An item whose every feature stands on every item is like nothing in particular.
      inverseNorms[item] = squares == 0 ? 0 : 1 / Math.sqrt(squares);
    }
    return inverseNorms;
  }

  /// How many items have a bag, empty ones among them.
  public int items() {
    return bags.rows();
  }

  /// Of the bags of two items, by the features that make items alike.
  public double cosine(int one, int other) {
    double sum = 0;
    for (int entry = bags.start(one); entry < bags.end(one); entry++) {
      int feature = bags.column(entry);
      if (compared.get(feature)) {
        sum += bags.value(entry) * bags.at(other, feature);
      }
    }
    return sum;
  }

  /// Score of an item = weight × Σ over the history of its decayed weight × cosine of the two bags.
  public void addTo(Scores scores, int[] history, HistoryDecay decay, double weight) {
    // The history as one bag first: its features repeat, and each costs a walk over its items.
    var profile = new Profile(history, decay, bags);
    for (int i = 0; i < profile.size; i++) {
      postings.addRow(profile.features[i], weight * profile.weights[i], scores);
    }
  }

  /// The features of a short history with their summed weights, in order of first appearance.
  private static final class Profile {
    private static final int SCATTER = 0x9e37_79b9;

    private final SparseMatrix bags;
    private final int[] features;
    private final double[] weights;
    private int size;

    /// Where in `features` a feature stands, plus 1; 0 is free. At most half of it is taken, and
    /// whoever finds his place taken takes the next free one.
    private final int[] places;

    Profile(int[] history, HistoryDecay decay, SparseMatrix bags) {
      this.bags = bags;
      int[] entries = {0};
      decay.forEach(history, (item, _) -> entries[0] += bags.end(item) - bags.start(item));
      this.features = new int[entries[0]];
      this.weights = new double[entries[0]];
      this.places = new int[Integer.highestOneBit(Math.max(1, entries[0])) << 2];
      decay.forEach(history, this::add);
    }

    private void add(int item, double weight) {
      for (int entry = bags.start(item); entry < bags.end(item); entry++) {
        weights[place(bags.column(entry))] += weight * bags.value(entry);
      }
    }

    private int place(int feature) {
      int mask = places.length - 1;
      int at = ((feature * SCATTER) >>> 7) & mask;
      while (places[at] != 0) {
        if (features[places[at] - 1] == feature) {
          return places[at] - 1;
        }
        at = (at + 1) & mask;
      }
      features[size++] = feature;
      places[at] = size;
      return size - 1;
    }
  }
}
