package dev.grlm.systems.grlm.extract;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.words.Languages;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/// Terms that say who made a thing. An item that does not name its maker has none that anybody
/// knows of: its neighbors' must not fill its slots, nor the catalogue's commonest.
final class BrandTerms {
  private BrandTerms() {}

  /// Indices of the terms whose words all stand in one brand of the catalogue.
  ///
  /// @param languages the vocabulary's: words are compared by their stems
  static BitSet of(TermVocabulary vocabulary, Catalog catalog, Languages languages) {
    var brands = new LinkedHashSet<String>();
    for (Item item : catalog.items()) {
      if (!item.brand().isBlank()) {
        brands.add(item.brand());
      }
    }
    var words = new HashSet<String>();
    var pairs = new HashSet<Set<String>>();
    try (var reader = new WordReader(languages)) {
      for (String brand : brands) {
        var stems = new HashSet<String>();
        reader.read(brand).forEach(word -> stems.add(word.stem()));
        words.addAll(stems);
        for (String one : stems) {
          stems.stream()
              .filter(other -> !other.equals(one))
              .forEach(other -> pairs.add(Set.of(one, other)));
        }
      }
    }
    var found = new BitSet(vocabulary.size());
    IntStream.range(0, vocabulary.size())
        .filter(term -> isBrand(Set.copyOf(vocabulary.term(term).stems()), words, pairs))
        .forEach(found::set);
    return found;
  }

  private static boolean isBrand(Set<String> stems, Set<String> words, Set<Set<String>> pairs) {
    return stems.size() == 1 ? words.containsAll(stems) : pairs.contains(stems);
  }
}
