package dev.grlm.systems.grlm.compress;

import dev.grlm.embed.Embeddings;
import dev.grlm.embed.TextEncoder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The vocabulary of a set of Term IDs with one row per term.
///
/// A term is encoded as the words it is made of. The other way, the mean of the items that have it,
/// would put two rare terms of one item on one spot whatever they say, and half of a vocabulary is
/// rare; so it is the second choice, for terms without a word that the encoder knows. Both ways end
/// in the space of the encoder.
///
/// @param terms commonest first, equally common ones by name
/// @param uses of each term, over all slots of all items
/// @param rows one per term, of length 1; zero where neither way gives a direction
/// @param fromItems how many terms were placed by the items that have them
public record TermEmbeddings(
    List<String> terms, List<Integer> uses, Embeddings rows, int fromItems) {

  /// @throws IllegalArgumentException when there is not one row and one count per term
  public TermEmbeddings {
    terms = List.copyOf(terms);
    uses = List.copyOf(uses);
    if (terms.size() != rows.rows() || terms.size() != uses.size()) {
      throw new IllegalArgumentException(
          "%d terms, %d uses, %d rows".formatted(terms.size(), uses.size(), rows.rows()));
    }
  }

  /// @param encoder the one that made `items`
  /// @param items one row per item
  /// @throws IllegalArgumentException when rows and identifiers or the two widths differ
  public static TermEmbeddings of(Identifiers identifiers, TextEncoder encoder, Embeddings items) {
    if (identifiers.size() != items.rows() || encoder.dimensions() != items.dimensions()) {
      throw new IllegalArgumentException(
          "embeddings of %d items × %d for %d identifiers and an encoder of %d dimensions"
              .formatted(
                  items.rows(), items.dimensions(), identifiers.size(), encoder.dimensions()));
    }
    Map<String, Integer> counted = uses(identifiers);
    List<String> terms = counted.keySet().stream().sorted(commonestFirst(counted)).toList();
    Embeddings encoded = encoder.encode(terms.stream().map(TermEmbeddings::words).toList());
    float[] values = encoded.values().clone();
    int fromItems = fillFromItems(values, terms, identifiers, items);
    return new TermEmbeddings(
        terms,
        terms.stream().map(counted::get).toList(),
        new Embeddings(terms.size(), items.dimensions(), values),
        fromItems);
  }

  private static Comparator<String> commonestFirst(Map<String, Integer> uses) {
    return Comparator.<String>comparingInt(uses::get)
        .reversed()
        .thenComparing(Comparator.naturalOrder());
  }

  private static Map<String, Integer> uses(Identifiers identifiers) {
    var uses = new HashMap<String, Integer>();
    for (Identifier identifier : identifiers.all()) {
      identifier.symbols().forEach(term -> uses.merge(term, 1, Integer::sum));
    }
    return uses;
  }

  /// `hair-mask` as `hair mask`.
  private static String words(String term) {
    return term.replace('-', ' ').replace('_', ' ');
  }

  /// Gives each zero row the direction of the sum of its items.
  ///
  /// @return how many rows are no longer zero
  private static int fillFromItems(
      float[] values, List<String> terms, Identifiers identifiers, Embeddings items) {
    int dimensions = items.dimensions();
    var sums = new HashMap<String, double[]>();
    for (int row = 0; row < terms.size(); row++) {
      if (isZero(values, row * dimensions, dimensions)) {
        sums.put(terms.get(row), new double[dimensions]);
      }
    }
    for (int item = 0; item < identifiers.size(); item++) {
      for (String term : identifiers.of(item).symbols()) {
        double[] sum = sums.get(term);
        for (int d = 0; sum != null && d < dimensions; d++) {
          sum[d] += items.values()[item * dimensions + d];
        }
      }
    }
    int filled = 0;
    for (int row = 0; row < terms.size(); row++) {
      double[] sum = sums.get(terms.get(row));
      if (sum != null && writeUnit(sum, values, row * dimensions)) {
        filled++;
      }
    }
    return filled;
  }

  private static boolean isZero(float[] values, int start, int length) {
    for (int d = 0; d < length; d++) {
      if (values[start + d] != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean writeUnit(double[] sum, float[] values, int start) {
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    for (int d = 0; length > 0 && d < sum.length; d++) {
      values[start + d] = (float) (sum[d] / length);
    }
    return length > 0;
  }
}
