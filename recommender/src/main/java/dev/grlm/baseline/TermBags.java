package dev.grlm.baseline;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Every item as the bag of its distinct terms, each of the same weight; slots do not matter
/// (docs/decisions/0014). Immutable and thread-safe.
public final class TermBags {
  private final Identifiers identifiers;
  private final Map<String, Integer> termIndex;
  private final FeatureBags bags;

  private TermBags(Identifiers identifiers, Map<String, Integer> termIndex, FeatureBags bags) {
    this.identifiers = identifiers;
    this.termIndex = termIndex;
    this.bags = bags;
  }

  public static TermBags of(Identifiers identifiers) {
    Map<String, Integer> termIndex = new HashMap<>();
    var itemTerms = new ArrayList<int[]>(identifiers.size());
    for (Identifier identifier : identifiers.all()) {
      itemTerms.add(
          terms(identifier).stream()
              .mapToInt(term -> termIndex.computeIfAbsent(term, _ -> termIndex.size()))
              .toArray());
    }
    double[] weights = new double[termIndex.size()];
    Arrays.fill(weights, 1);
    return new TermBags(
        identifiers, termIndex, FeatureBags.of(itemTerms, weights, itemTerms.size()));
  }

  private static Set<String> terms(Identifier identifier) {
    Set<String> terms = new LinkedHashSet<>(identifier.symbols());
    terms.removeIf(String::isBlank);
    return terms;
  }

  public FeatureBags bags() {
    return bags;
  }

  /// The same bags, and those of the identifiers that are new; terms count as they did, and one
  /// that no item had does not count.
  ///
  /// @param larger begins with the items of this one
  public TermBags grown(Identifiers larger) {
    Growth growth = Growth.of(identifiers.all(), larger.all());
    if (growth.isEmpty()) {
      return this;
    }
    return new TermBags(larger, termIndex, bags.grown(growth, item -> known(larger.of(item))));
  }

  private int[] known(Identifier identifier) {
    return terms(identifier).stream()
        .filter(termIndex::containsKey)
        .mapToInt(termIndex::get)
        .toArray();
  }
}
