package dev.grlm.baseline;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;

/// Which items follow which: a directed graph of items that were close in someone's training
/// positions. Immutable and thread-safe.
///
/// For positions a < b ≤ a + window of one user: w(a → b) += 1 / (b − a) and w(b → a) +=
/// reverseWeight / (b − a), summed over users; then every w(i → j) is divided by (row sum of
/// i)^outExponent · (column sum of j)^inExponent, both sums taken before dividing
/// (docs/decisions/0014).
public final class ItemGraph {
  private final SparseMatrix weights;

  private ItemGraph(SparseMatrix weights) {
    this.weights = weights;
  }

  public static ItemGraph of(Dataset dataset, GraphSettings settings) {
    int items = dataset.catalog().size();
    SparseMatrix counts = SparseMatrix.sum(items, items, sink -> addAll(dataset, settings, sink));
    return new ItemGraph(
        counts.scaled(
            powers(counts.rowSums(), -settings.outExponent()),
            powers(counts.columnSums(), -settings.inExponent())));
  }

  /// The same graph over a catalogue that further items were added to: nothing links to these, and
  /// they lead nowhere.
  public ItemGraph padded(int items) {
    return new ItemGraph(weights.padded(items, items));
  }

  /// Score of an item = Σ over the history of its decayed weight × the entry in that row.
  public void addTo(Scores scores, int[] history, HistoryDecay decay) {
    decay.forEach(history, (item, weight) -> weights.addRow(item, weight, scores));
  }

  /// Items × items; row i leads to what follows item i.
  public SparseMatrix weights() {
    return weights;
  }

  private static void addAll(Dataset dataset, GraphSettings settings, SparseMatrix.Sink sink) {
    for (History history : dataset.histories()) {
      int[] positions = Split.training(history);
      for (int earlier = 0; earlier < positions.length; earlier++) {
        int last = (int) Math.min(positions.length - 1L, (long) earlier + settings.window());
        for (int later = earlier + 1; later <= last; later++) {
          double weight = 1.0 / (later - earlier);
          sink.add(positions[earlier], positions[later], weight);
          if (settings.reverseWeight() > 0) {
            sink.add(positions[later], positions[earlier], settings.reverseWeight() * weight);
          }
        }
      }
    }
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
