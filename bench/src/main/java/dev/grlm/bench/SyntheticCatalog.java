package dev.grlm.bench;

import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Term IDs as a large catalogue has them: per slot a vocabulary of its own, its terms drawn by
/// Zipf's law (the r-th term with probability ∝ 1/r), so that the first term of a slot stands in
/// about a tenth of all items. The same seed gives the same catalogue.
final class SyntheticCatalog {
  /// Distinct terms per slot: categories are few, selling points many (Beauty, with 12,101 items,
  /// has 1114, 2027, 3075, 2808 and 3537).
  private static final int[] VOCABULARY = {3_000, 8_000, 20_000, 20_000, 30_000};

  private static final int MOST_PERTURBED = 3;

  private final SplittableRandom random;
  private final List<List<String>> terms = new ArrayList<>();
  private final List<double[]> cumulative = new ArrayList<>();
  private final Identifiers identifiers;

  SyntheticCatalog(int items, long seed) {
    this.random = new SplittableRandom(seed);
    for (int slot = 0; slot < VOCABULARY.length; slot++) {
      String prefix = "slot" + slot + "-";
      terms.add(IntStream.range(0, VOCABULARY[slot]).mapToObj(rank -> prefix + rank).toList());
      double[] sums =
          IntStream.rangeClosed(1, VOCABULARY[slot]).mapToDouble(r -> 1.0 / r).toArray();
      Arrays.parallelPrefix(sums, Double::sum);
      cumulative.add(sums);
    }
    var all = new ArrayList<Identifier>(items);
    for (int item = 0; item < items; item++) {
      var symbols = new String[VOCABULARY.length];
      Arrays.setAll(symbols, this::term);
      all.add(Identifier.of(symbols));
    }
    this.identifiers = new Identifiers(all);
  }

  Identifiers identifiers() {
    return identifiers;
  }

  /// Popularity by Zipf's law too; ids are the item numbers.
  ItemOrder order() {
    long[] popularity = new long[identifiers.size()];
    Arrays.setAll(popularity, _ -> (long) (1 / (1e-6 + random.nextDouble())));
    return ItemOrder.of(
        IntStream.range(0, identifiers.size()).mapToObj(Integer::toString).toList(), popularity);
  }

  /// Identifiers of random items, as new objects: a decoder does not return the catalogue's own.
  List<Identifier> exact(int count) {
    return IntStream.range(0, count).mapToObj(_ -> new Identifier(anyItem())).toList();
  }

  /// Identifiers of random items with one to three slots drawn anew, none of them in the catalogue.
  List<Identifier> perturbed(int count) {
    var generated = new ArrayList<Identifier>(count);
    while (generated.size() < count) {
      var symbols = new ArrayList<>(anyItem());
      for (int left = 1 + random.nextInt(MOST_PERTURBED); left > 0; left--) {
        int slot = random.nextInt(symbols.size());
        symbols.set(slot, term(slot));
      }
      var identifier = new Identifier(symbols);
      if (identifiers.items(identifier).isEmpty()) {
        generated.add(identifier);
      }
    }
    return generated;
  }

  private List<String> anyItem() {
    return identifiers.of(random.nextInt(identifiers.size())).symbols();
  }

  private String term(int slot) {
    double[] sums = cumulative.get(slot);
    int place = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
    return terms.get(slot).get(place < 0 ? -place - 1 : place);
  }
}
