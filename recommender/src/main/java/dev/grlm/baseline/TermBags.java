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
/// (docs/decisions/0014).
public final class TermBags {
  private TermBags() {}

  public static FeatureBags of(Identifiers identifiers) {
    Map<String, Integer> termIndex = new HashMap<>();
    var itemTerms = new ArrayList<int[]>(identifiers.size());
    for (Identifier identifier : identifiers.all()) {
      Set<Integer> terms = new LinkedHashSet<>();
      for (String symbol : identifier.symbols()) {
        if (!symbol.isBlank()) {
          terms.add(termIndex.computeIfAbsent(symbol, _ -> termIndex.size()));
        }
      }
      itemTerms.add(terms.stream().mapToInt(Integer::intValue).toArray());
    }
    double[] weights = new double[termIndex.size()];
    Arrays.fill(weights, 1);
    return FeatureBags.of(itemTerms, weights, itemTerms.size());
  }
}
