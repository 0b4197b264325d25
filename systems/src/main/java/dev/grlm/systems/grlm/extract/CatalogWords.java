package dev.grlm.systems.grlm.extract;

import dev.grlm.data.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The words and word pairs of a catalogue's texts, counted, and per item those that it offers. A
/// stem is a string once; an item has numbers only, so that a million items fit in memory. For one
/// thread.
final class CatalogWords {
  /// A word at this place of a part weighs half of the first one: long descriptions tell the
  /// important things early.
  private static final double HALF_WEIGHT_PLACE = 20;

  /// A word that only the description has weighs a quarter: sentences are full of words that tell
  /// nothing about the thing.
  private static final double DESCRIPTION_WEIGHT = 0.25;

  /// Places are stored in fourteen bits; where a text is longer, what comes behind weighs the same.
  private static final int LAST_PLACE = (1 << 14) - 1;

  /// The other two bits of a place.
  private static final int DESCRIPTION = 1;

  private static final int CATEGORY = 2;

  /// Keys of one item in order of first appearance.
  ///
  /// @param numbers a stem is its number; a pair is −1 − its first stem, then its second
  /// @param places one per key, see [#place]
  private record Keys(int[] numbers, char[] places) {}

  /// What becomes of the keys of an item.
  interface Resolver {
    /// The index of the term that stands for the pair or, where `second` is [#NONE], for the stem;
    /// [#NONE] where none does.
    int term(int first, int second);
  }

  static final int NONE = -1;

  private final Map<String, Integer> numberByStem = new HashMap<>();
  private final List<String> stems = new ArrayList<>();
  private final Map<String, Map<String, Integer>> forms = new TreeMap<>();
  private final PairCounts pairs = new PairCounts();
  private final List<Keys> keysByItem = new ArrayList<>();
  private int[] itemsByStem = new int[1 << 10];

  /// Surface forms by stem with how often each is seen, all sorted.
  Map<String, Map<String, Integer>> forms() {
    return forms;
  }

  /// How many stems there are; their numbers are below.
  int size() {
    return stems.size();
  }

  String stem(int number) {
    return stems.get(number);
  }

  /// How many items offer the stem; 0 for one that only stands in texts that have better words.
  int items(int number) {
    return itemsByStem[number];
  }

  /// Pairs of stem numbers and how many items offer each.
  PairCounts pairs() {
    return pairs;
  }

  /// Reads the next item of the catalogue.
  void read(Item item, List<String> textFields, WordReader reader) {
    var keys = new LinkedHashMap<Long, Character>();
    var stopWords = new LinkedHashMap<Long, Character>();
    for (String part : item.textParts(textFields)) {
      List<WordReader.StemmedWord> words = reader.read(part);
      int kind = kind(item, part);
      int before = NONE;
      for (int at = 0; at < words.size(); at++) {
        WordReader.StemmedWord word = words.get(at);
        int stem = number(word.stem());
        forms
            .computeIfAbsent(word.stem(), _ -> new TreeMap<>())
            .merge(word.surface(), 1, Integer::sum);
        char place = place(at, kind);
        if (word.isStopWord()) {
          stopWords.merge(key(stem), place, CatalogWords::moreProminent);
        } else {
          keys.merge(key(stem), place, CatalogWords::moreProminent);
          if (at > 0 && joins(words.get(at - 1), word)) {
            keys.merge(PairCounts.pair(before, stem), place, CatalogWords::moreProminent);
          }
        }
        before = stem;
      }
    }
    // "The The" and "It" are names, too: stop words count where there is nothing else.
    add(keys.isEmpty() ? stopWords : keys);
  }

  private static boolean joins(WordReader.StemmedWord first, WordReader.StemmedWord second) {
    return second.attached()
        && first.isProper()
        && !second.isQuantity()
        && !first.isStopWord()
        && !first.stem().equals(second.stem());
  }

  /// A single stem has no first half.
  private static long key(int stem) {
    return -1L - stem;
  }

  private int number(String stem) {
    Integer known = numberByStem.putIfAbsent(stem, stems.size());
    if (known != null) {
      return known;
    }
    stems.add(stem);
    if (stems.size() > itemsByStem.length) {
      itemsByStem = Arrays.copyOf(itemsByStem, 2 * itemsByStem.length);
    }
    return stems.size() - 1;
  }

  private void add(Map<Long, Character> keys) {
    var numbers = new int[2 * keys.size()];
    var places = new char[keys.size()];
    int end = 0;
    int count = 0;
    for (Map.Entry<Long, Character> entry : keys.entrySet()) {
      long key = entry.getKey();
      if (key < 0) {
        int stem = (int) (-1 - key);
        itemsByStem[stem]++;
        numbers[end++] = stem;
      } else {
        pairs.add(key);
        numbers[end++] = -1 - PairCounts.first(key);
        numbers[end++] = PairCounts.second(key);
      }
      places[count++] = entry.getValue();
    }
    keysByItem.add(new Keys(Arrays.copyOf(numbers, end), places));
  }

  /// What the items offer, in their order; forgets their keys.
  List<TermVocabulary.Offer> offers(Resolver resolver) {
    var offers = new ArrayList<TermVocabulary.Offer>(keysByItem.size());
    for (int item = 0; item < keysByItem.size(); item++) {
      offers.add(offer(keysByItem.get(item), resolver));
      keysByItem.set(item, NO_KEYS);
    }
    return offers;
  }

  private static final Keys NO_KEYS = new Keys(new int[0], new char[0]);

  private static TermVocabulary.Offer offer(Keys keys, Resolver resolver) {
    var terms = new int[keys.places().length];
    var places = new char[terms.length];
    int size = 0;
    int at = 0;
    for (char place : keys.places()) {
      int number = keys.numbers()[at++];
      int term =
          number >= 0
              ? resolver.term(number, NONE)
              : resolver.term(-1 - number, keys.numbers()[at++]);
      if (term != NONE) {
        terms[size] = term;
        places[size++] = place;
      }
    }
    return size == 0
        ? TermVocabulary.Offer.NOTHING
        : new TermVocabulary.Offer(Arrays.copyOf(terms, size), Arrays.copyOf(places, size));
  }

  /// What a part of an item's text is: its description, one of its categories, or neither.
  private static int kind(Item item, String part) {
    if (item.categories().contains(part) || item.moreCategories().contains(part)) {
      return CATEGORY;
    }
    return part.equals(item.description()) ? DESCRIPTION : 0;
  }

  /// Where a word stands: the place in its part, and what that is.
  private static char place(int at, int kind) {
    return (char) (Math.min(at, LAST_PLACE) << 2 | kind);
  }

  /// In (0, 1].
  static double prominence(char place) {
    double weight = (place & DESCRIPTION) != 0 ? DESCRIPTION_WEIGHT : 1;
    return weight / (1 + (place >> 2) / HALF_WEIGHT_PLACE);
  }

  /// Whether a category of the item has the word, whatever else does.
  static boolean isCategory(char place) {
    return (place & CATEGORY) != 0;
  }

  private static char moreProminent(char left, char right) {
    char more = prominence(right) > prominence(left) ? right : left;
    return (char) (more | ((left | right) & CATEGORY));
  }
}
