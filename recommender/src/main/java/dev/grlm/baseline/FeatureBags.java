package dev.grlm.baseline;

import java.util.Arrays;
import java.util.List;

/// Every item as the bag of its distinct features, each with weight w · ln(N / df), L2-normalised:
/// w is the feature's own weight, N the number of items that have a feature at all, df the number
/// of items with this one. Two items are as alike as the cosine of their bags. Immutable and
/// thread-safe.
public final class FeatureBags {
  /// Items × features.
  private final SparseMatrix bags;

  /// Features × items.
  private final SparseMatrix postings;

  private FeatureBags(SparseMatrix bags, SparseMatrix postings) {
    this.bags = bags;
    this.postings = postings;
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
    for (int feature = 0; feature < weights.length; feature++) {
      factors[feature] = Math.log(described / items[feature]) * weights[feature];
    }
    SparseMatrix bags = presence.scaled(inverseNorms(presence, factors), factors);
    return new FeatureBags(bags, bags.transposed(feature -> items[feature] <= mostItems));
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

  /// Score of an item = weight × Σ over the history of its decayed weight × cosine of the two bags.
  public void addTo(Scores scores, int[] history, HistoryDecay decay, double weight) {
    // The history as one bag first: its features repeat, and each costs a walk over its items.
    var profile = new Profile(Math.min(history.length, decay.length()), bags);
    decay.forEach(history, profile::add);
    for (int i = 0; i < profile.size; i++) {
      postings.addRow(profile.features[i], weight * profile.weights[i], scores);
    }
  }

  /// The features of a short history with their summed weights, in order of first appearance.
  private static final class Profile {
    /// Only where the arrays start; they grow.
    private static final int FEATURES_PER_ITEM = 5;

    private final SparseMatrix bags;
    private int[] features;
    private double[] weights;
    private int size;

    Profile(int items, SparseMatrix bags) {
      this.bags = bags;
      this.features = new int[FEATURES_PER_ITEM * items];
      this.weights = new double[FEATURES_PER_ITEM * items];
    }

    void add(int item, double weight) {
      for (int entry = bags.start(item); entry < bags.end(item); entry++) {
        int place = place(bags.column(entry)); // first, because it may make `weights` anew
        weights[place] += weight * bags.value(entry);
      }
    }

    /// Searched in order: a profile of terms has some tens.
    private int place(int feature) {
      for (int i = 0; i < size; i++) {
        if (features[i] == feature) {
          return i;
        }
      }
      if (size == features.length) {
        features = Arrays.copyOf(features, 2 * size + 1);
        weights = Arrays.copyOf(weights, 2 * size + 1);
      }
      features[size] = feature;
      return size++;
    }
  }
}
