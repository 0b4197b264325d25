package dev.grlm.systems.grlm.extract;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.words.Languages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// [TermVocabulary] told once more in strings: no numbers for stems, no counting of pairs in one
/// table, nothing forgotten on the way.
///
/// A key is a list of one or two stems.
final class NaiveVocabulary {
  /// @param key the stems of its word, or of its two words
  record Term(String text, List<String> key, int items, boolean noise) {
    boolean overlaps(Term other) {
      return key.stream().anyMatch(other.key::contains);
    }
  }

  /// A term that an item offers.
  ///
  /// @param category whether one of its categories has it
  record Offered(Term term, double prominence, boolean category) {}

  private final List<Map<List<String>, Double>> keysByItem = new ArrayList<>();
  private final List<Set<List<String>>> categoriesByItem = new ArrayList<>();
  private final Map<String, Map<String, Integer>> formsByStem = new TreeMap<>();
  private final Map<List<String>, Integer> itemsByKey = new HashMap<>();
  private final Map<List<String>, Term> termByKey = new LinkedHashMap<>();

  NaiveVocabulary(Catalog catalog, List<String> textFields, Languages languages) {
    try (var reader = new WordReader(languages)) {
      for (Item item : catalog.items()) {
        keysByItem.add(keys(item, textFields, reader));
        // The terms that an item of its categories alone would have.
        var alone =
            new Item("", "", "", item.categories(), item.moreCategories(), "", "", Map.of());
        Map<String, Map<String, Integer>> counted = copy(formsByStem);
        categoriesByItem.add(keys(alone, List.of(), reader).keySet());
        formsByStem.clear();
        formsByStem.putAll(counted);
      }
      keysByItem.forEach(
          keys -> keys.keySet().forEach(key -> itemsByKey.merge(key, 1, Integer::sum)));
      addTerms(reader);
    }
  }

  private static Map<String, Map<String, Integer>> copy(Map<String, Map<String, Integer>> forms) {
    var copy = new TreeMap<String, Map<String, Integer>>();
    forms.forEach((stem, counts) -> copy.put(stem, new TreeMap<>(counts)));
    return copy;
  }

  private Map<List<String>, Double> keys(Item item, List<String> fields, WordReader reader) {
    var keys = new LinkedHashMap<List<String>, Double>();
    var stopWords = new LinkedHashMap<List<String>, Double>();
    for (String part : item.textParts(fields)) {
      List<WordReader.StemmedWord> words = reader.read(part);
      for (int at = 0; at < words.size(); at++) {
        WordReader.StemmedWord word = words.get(at);
        boolean category = item.categories().contains(part) || item.moreCategories().contains(part);
        double weight = part.equals(item.description()) && !category ? .25 : 1;
        double prominence = weight / (1 + at / 20.0);
        formsByStem
            .computeIfAbsent(word.stem(), _ -> new TreeMap<>())
            .merge(word.surface(), 1, Integer::sum);
        if (word.isStopWord()) {
          stopWords.merge(List.of(word.stem()), prominence, Math::max);
          continue;
        }
        keys.merge(List.of(word.stem()), prominence, Math::max);
        if (at > 0 && joined(words.get(at - 1), word)) {
          keys.merge(List.of(words.get(at - 1).stem(), word.stem()), prominence, Math::max);
        }
      }
    }
    return keys.isEmpty() ? stopWords : keys;
  }

  private static boolean joined(WordReader.StemmedWord first, WordReader.StemmedWord second) {
    return second.attached()
        && first.isProper()
        && !second.isQuantity()
        && !first.isStopWord()
        && !first.stem().equals(second.stem());
  }

  private void addTerms(WordReader reader) {
    Set<String> taken = new HashSet<>();
    var stems = new TreeSet<String>();
    var pairs = new ArrayList<List<String>>();
    itemsByKey.forEach((key, items) -> {
      if (key.size() == 1) {
        stems.add(key.getFirst());
      } else if (items >= 2 && items >= .2 * Math.min(items(key.get(0)), items(key.get(1)))) {
        pairs.add(key);
      }
    });
    stems.forEach(stem -> add(List.of(stem), word(stem, reader), taken));
    pairs.sort(Comparator.comparing(pair -> String.join(" ", pair)));
    for (List<String> pair : pairs) {
      String first = word(pair.get(0), reader);
      String second = word(pair.get(1), reader);
      boolean joined = (first + second).matches("[\\p{IsHan}\\p{IsThai}]+");
      add(pair, first + (joined ? "" : "-") + second, taken);
    }
  }

  private int items(String stem) {
    return itemsByKey.getOrDefault(List.of(stem), 0);
  }

  private void add(List<String> key, String text, Set<String> taken) {
    if (taken.add(text)) {
      int items = itemsByKey.getOrDefault(key, 0);
      var word = new WordReader.StemmedWord(text, text, false, false);
      boolean noise = !word.isProper() || (items == 1 && word.hasDigit());
      termByKey.put(key, new Term(text, key, items, noise));
    }
  }

  private String word(String stem, WordReader reader) {
    Map<String, Integer> counts = formsByStem.getOrDefault(stem, Map.of());
    String commonest = "";
    for (Map.Entry<String, Integer> form : counts.entrySet()) {
      if (commonest.isEmpty() || form.getValue() > counts.getOrDefault(commonest, 0)) {
        commonest = form.getKey();
      }
    }
    int most = counts.getOrDefault(commonest, 0);
    if (counts.getOrDefault(stem, 0) >= .25 * most) {
      return stem;
    }
    for (String singular : reader.singulars(commonest)) {
      if (counts.containsKey(singular) && counts.getOrDefault(singular, 0) >= .02 * most) {
        return singular;
      }
    }
    return commonest;
  }

  /// Words in order of their stems, then compounds.
  List<Term> terms() {
    return List.copyOf(termByKey.values());
  }

  /// In order of first appearance.
  List<Offered> offer(int item) {
    var offer = new ArrayList<Offered>();
    keysByItem
        .get(item)
        .forEach((key, prominence) ->
            Optional.ofNullable(termByKey.get(key))
                .ifPresent(term ->
                    offer.add(
                        new Offered(term, prominence, categoriesByItem.get(item).contains(key)))));
    return offer;
  }
}
