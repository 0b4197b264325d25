package dev.grlm.systems.gram;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.TermNormalForm;
import dev.grlm.words.Languages;
import dev.grlm.words.WordSplitter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How much words tell of items, by tf·idf: how often a word is among the first of an item's text,
/// times log(1 + (N − df + ½) / (df + ½)) for a word of df of the N items. Of several items it is
/// the mean. Words are as they are written, in lower case, without stop words. Thread-safe; to be
/// closed.
final class WordWeights implements AutoCloseable {
  private final LexicalIdConfig config;
  private final List<String> textFields;
  private final Languages languages;
  private final WordSplitter splitter;
  private final Map<String, Integer> itemsOfWord = new HashMap<>();
  private final int items;

  private record Weighed(String word, boolean shared, double weight) {}

  /// Those that enough items share, by weight; what is equal in alphabetical order.
  private static final Comparator<Weighed> BEST_FIRST =
      Comparator.comparing(Weighed::shared)
          .thenComparingDouble(Weighed::weight)
          .reversed()
          .thenComparing(Weighed::word);

  /// @param catalog whose items words are counted in
  WordWeights(
      Catalog catalog, LexicalIdConfig config, List<String> textFields, Languages languages) {
    this.config = config;
    this.textFields = List.copyOf(textFields);
    this.languages = languages;
    this.splitter = new WordSplitter(languages);
    this.items = catalog.size();
    for (Item item : catalog.items()) {
      counts(item).keySet().forEach(word -> itemsOfWord.merge(word, 1, Integer::sum));
    }
  }

  private Map<String, Integer> counts(Item item) {
    var counts = new TreeMap<String, Integer>();
    splitter.split(item.text(textFields)).stream()
        .filter(WordSplitter.Word::hasLetterOrDigit)
        .limit(config.firstWords())
        .map(word -> TermNormalForm.of(word.text()))
        .filter(word -> isWord(word) && !languages.of(word).stopWords().contains(word))
        .forEach(word -> counts.merge(word, 1, Integer::sum));
    return counts;
  }

  /// Numbers and single letters say little; an ideogram is a word.
  private static boolean isWord(String word) {
    return word.codePoints().anyMatch(Character::isLetter)
        && (word.length() > 1 || Character.isIdeographic(word.codePointAt(0)));
  }

  /// The weight of each word of an item.
  Map<String, Double> of(Item item) {
    var weights = new TreeMap<String, Double>();
    counts(item)
        .forEach((word, count) -> {
          int having = Math.max(1, itemsOfWord.getOrDefault(word, 1));
          double rarity = Math.log(1 + (Math.max(0, items - having) + .5) / (having + .5));
          weights.put(word, count * rarity);
        });
    return weights;
  }

  /// @param weights of words
  /// @return the words, best first
  List<String> ranked(Map<String, Double> weights) {
    return weights.entrySet().stream()
        .map(entry -> weighed(entry.getKey(), entry.getValue()))
        .sorted(BEST_FIRST)
        .map(Weighed::word)
        .toList();
  }

  /// The best word that is not one of `said`; empty where there is none.
  String best(Map<String, Double> weights, Set<String> said) {
    return weights.entrySet().stream()
        .filter(entry -> !said.contains(entry.getKey()))
        .map(entry -> weighed(entry.getKey(), entry.getValue()))
        .min(BEST_FIRST)
        .map(Weighed::word)
        .orElse("");
  }

  private Weighed weighed(String word, double weight) {
    return new Weighed(word, itemsOfWord.getOrDefault(word, 0) >= config.minimumItems(), weight);
  }

  @Override
  public void close() {
    splitter.close();
  }
}
