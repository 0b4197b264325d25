package dev.grlm.baseline;

import dev.grlm.data.Dataset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which items follow which: a directed graph of items that were close in someone's training
/// positions. Immutable and thread-safe.
///
/// For positions a < b ≤ a + window of one user: w(a → b) += 1 / (b − a) and w(b → a) +=
/// reverseWeight / (b − a), summed over users; then every w(i → j) is divided by (row sum of
/// i)^outExponent · (column sum of j)^inExponent, both sums taken before dividing
/// (docs/decisions/0014).
public final class ItemGraph {
  private final int items;
  private final Supplier<SparseMatrix> counting;
  private final @Nullable ItemGraph origin;
  private volatile @Nullable SparseMatrix weights;

  /// @param origin the graph that was counted, where this one is that in a larger catalogue
  private ItemGraph(int items, Supplier<SparseMatrix> counting, @Nullable ItemGraph origin) {
    this.items = items;
    this.counting = counting;
    this.origin = origin;
  }

  /// @throws IllegalArgumentException when more pairs of items are linked than an array has
  ///   elements
  public static ItemGraph of(Dataset dataset, GraphSettings settings) {
    ItemGraph graph = later(dataset, settings);
    var _ = graph.weights();
    return graph;
  }

  /// As [#of], counted when it is first asked for; too many links are told of then.
  public static ItemGraph later(Dataset dataset, GraphSettings settings) {
    return later(dataset.catalog().size(), () -> counted(dataset, settings));
  }

  /// @param items how many there are
  /// @param counting gives the links, items × items; asked once, when they are first needed
  public static ItemGraph later(int items, Supplier<SparseMatrix> counting) {
    return new ItemGraph(items, counting, null);
  }

  private static SparseMatrix counted(Dataset dataset, GraphSettings settings) {
    int items = dataset.catalog().size();
    SparseMatrix counts = SparseMatrix.sum(items, items, new ItemPairs(dataset, settings));
    return counts.turnedInto(
        powers(counts.rowSums(), -settings.outExponent()),
        powers(counts.columnSums(), -settings.inExponent()));
  }

  /// The same graph over a catalogue that further items were added to: nothing links to these, and
  /// they lead nowhere. However often a catalogue grows, only the counted graph is kept beside it.
  public ItemGraph padded(int items) {
    ItemGraph counted = origin == null ? this : origin;
    return new ItemGraph(items, () -> counted.weights().padded(items, items), counted);
  }

  /// How many items there are, linked or not.
  public int items() {
    return items;
  }

  /// Score of an item = Σ over the history of its decayed weight × the entry in that row.
  public void addTo(Scores scores, int[] history, HistoryDecay decay) {
    SparseMatrix rows = weights();
    decay.forEach(history, (item, weight) -> rows.addRow(item, weight, scores));
  }

  /// Items × items; row i leads to what follows item i.
  public SparseMatrix weights() {
    SparseMatrix known = weights;
    if (known == null) {
      synchronized (this) { // counting is dear: once
        known = weights;
        if (known == null) {
          known = counting.get();
          weights = known;
        }
      }
    }
    return known;
  }

  /// 0 stays 0: such a row or column has no entry.
  private static double[] powers(double[] sums, double exponent) {
    double[] powers = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      powers[i] = sums[i] == 0 ? 0 : Math.pow(sums[i], exponent);
    }
    return powers;
  }
}
