package dev.grlm.identifier.term;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Every term that the texts of a catalogue offer, one per group of words with the same stem, and
/// which item offers which. Immutable after construction.
///
/// A term is a word or a compound of two adjacent words (`nail-polish`). The word that stands for
/// its stem group is the same for the whole catalogue.
final class TermVocabulary {
  /// A base form stands for its group when it is seen at least this often beside the commonest
  /// form: `curler` before `curlers`, but no form that the stemmer all but made up.
  private static final double BASE_FORM_SHARE = 0.25;

  /// A compound is one when a fifth of the texts with its rarer word have it.
  private static final double COMPOUND_COHESION = 0.2;

  /// Compounds of a single item say nothing that its words do not say.
  private static final int COMPOUND_ITEMS = 2;

  /// A word at this place of a part weighs half of the first one: long descriptions tell the
  /// important things early.
  private static final double HALF_WEIGHT_PLACE = 20;

  /// A word that only the description has weighs a quarter: sentences are full of words that tell
  /// nothing about the thing.
  private static final double DESCRIPTION_WEIGHT = 0.25;

  /// A term of the catalogue.
  ///
  /// @param text normal form
  /// @param stems the stem of its word, or of its two words
  /// @param items how many items offer it
  /// @param noise a number, a single character, or a code that no other item has
  record Term(String text, List<String> stems, int items, boolean noise) {}

  /// The terms that an item offers, in order of first appearance.
  ///
  /// @param terms indices of terms, without repeats
  /// @param prominence same length, in (0, 1]: how early in a part of the text it stands
  record Offer(int[] terms, double[] prominence) {
    static final Offer NOTHING = new Offer(new int[0], new double[0]);
  }

  private final List<Term> terms = new ArrayList<>();
  private final List<Offer> offers;
  private final Map<String, Integer> indexByKey = new LinkedHashMap<>();

  TermVocabulary(Catalog catalog, List<String> textFields) {
    var keysByItem = new ArrayList<Map<String, Double>>(catalog.size());
    var forms = new TreeMap<String, Map<String, Integer>>();
    var itemsByKey = new TreeMap<String, Integer>();
    try (var reader = new WordReader()) {
      for (Item item : catalog.items()) {
        Map<String, Double> keys = keys(item, textFields, reader, forms);
        keys.keySet().forEach(key -> itemsByKey.merge(key, 1, Integer::sum));
        keysByItem.add(keys);
      }
      addTerms(itemsByKey, words(forms, reader));
    }
    this.offers = keysByItem.stream().map(this::offer).toList();
  }

  int size() {
    return terms.size();
  }

  Term term(int index) {
    return terms.get(index);
  }

  Offer offer(int item) {
    return offers.get(item);
  }

  /// Do the two terms have a word in common?
  boolean overlap(int left, int right) {
    for (String stem : term(left).stems()) {
      if (term(right).stems().contains(stem)) {
        return true;
      }
    }
    return false;
  }

  /// Indices of all terms, most items first, ties by text.
  int[] byFrequency() {
    Comparator<Integer> order =
        Comparator.<Integer, Boolean>comparing(index -> term(index).noise())
            .thenComparingInt(index -> -term(index).items())
            .thenComparing(index -> term(index).text());
    return IntStream.range(0, size()).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
  }

  /// Keys of an item's candidates with their prominence, in order of first appearance. A key is a
  /// stem, or two stems joined by a blank.
  private static Map<String, Double> keys(
      Item item,
      List<String> textFields,
      WordReader reader,
      Map<String, Map<String, Integer>> forms) {
    var keys = new LinkedHashMap<String, Double>();
    var stopWords = new LinkedHashMap<String, Double>();
    for (String part : item.textParts(textFields)) {
      List<WordReader.Word> words = reader.read(part);
      double weight = part.equals(item.description()) ? DESCRIPTION_WEIGHT : 1;
      for (int place = 0; place < words.size(); place++) {
        WordReader.Word word = words.get(place);
        forms
            .computeIfAbsent(word.stem(), _ -> new TreeMap<>())
            .merge(word.surface(), 1, Integer::sum);
        double prominence = weight / (1 + place / HALF_WEIGHT_PLACE);
        if (word.isStopWord()) {
          stopWords.merge(word.stem(), prominence, Math::max);
          continue;
        }
        keys.merge(word.stem(), prominence, Math::max);
        if (place > 0 && joins(words.get(place - 1), word)) {
          keys.merge(words.get(place - 1).stem() + " " + word.stem(), prominence, Math::max);
        }
      }
    }
    // "The The" and "It" are names, too: stop words count where there is nothing else.
    return keys.isEmpty() ? stopWords : keys;
  }

  private static boolean joins(WordReader.Word first, WordReader.Word second) {
    return second.attached()
        && first.isProper()
        && !first.isStopWord()
        && !first.stem().equals(second.stem());
  }

  private void addTerms(Map<String, Integer> itemsByKey, Map<String, String> wordByStem) {
    Set<String> taken = new HashSet<>();
    // Words before compounds, so that a compound that reads like a word gives way to it.
    for (boolean compound : new boolean[] {false, true}) {
      itemsByKey.forEach((key, items) -> {
        List<String> stems = List.of(key.split(" "));
        if ((stems.size() == 2) == compound
            && (!compound || isCompound(stems, items, itemsByKey))) {
          String text = String.join("-", stems.stream().map(wordByStem::get).toList());
          if (taken.add(text)) {
            indexByKey.put(key, terms.size());
            terms.add(new Term(text, stems, items, isNoise(text, items)));
          }
        }
      });
    }
  }

  private static boolean isCompound(
      List<String> stems, int items, Map<String, Integer> itemsByKey) {
    int rarer =
        Math.min(
            itemsByKey.getOrDefault(stems.get(0), items),
            itemsByKey.getOrDefault(stems.get(1), items));
    return items >= COMPOUND_ITEMS && items >= COMPOUND_COHESION * rarer;
  }

  private static boolean isNoise(String text, int items) {
    var word = new WordReader.Word(text, text, false);
    return !word.isProper() || (items == 1 && word.hasDigit());
  }

  /// The word that stands for each stem: its base form, else the singular of the commonest form,
  /// where people write these; else the commonest form.
  private static Map<String, String> words(
      Map<String, Map<String, Integer>> forms, WordReader reader) {
    var words = new HashMap<String, String>();
    forms.forEach((stem, counts) -> {
      // Sorted by text: of equally common forms the first one is taken.
      String commonest =
          Collections.max(
              counts.keySet(), Comparator.comparingInt(form -> counts.getOrDefault(form, 0)));
      double enough = BASE_FORM_SHARE * counts.getOrDefault(commonest, 0);
      String word =
          Stream.of(stem, reader.singular(commonest))
              .filter(form -> counts.getOrDefault(form, 0) >= enough)
              .findFirst()
              .orElse(commonest);
      words.put(stem, word);
    });
    return words;
  }

  private Offer offer(Map<String, Double> keys) {
    var kept = new LinkedHashMap<Integer, Double>();
    keys.forEach((key, prominence) -> {
      Integer index = indexByKey.get(key);
      if (index != null) {
        kept.put(index, prominence);
      }
    });
    return kept.isEmpty()
        ? Offer.NOTHING
        : new Offer(
            kept.keySet().stream().mapToInt(Integer::intValue).toArray(),
            kept.values().stream().mapToDouble(Double::doubleValue).toArray());
  }
}
