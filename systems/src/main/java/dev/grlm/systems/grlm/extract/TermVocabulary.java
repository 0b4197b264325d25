package dev.grlm.systems.grlm.extract;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.words.Languages;
import dev.grlm.words.Scripts;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Every term that the texts of a catalogue offer, one per group of words with the same stem, and
/// which item offers which. Immutable after construction.
///
/// A term is a word or a compound of two adjacent words (`nail-polish`). The word that stands for
/// its stem group is the same for the whole catalogue.
final class TermVocabulary {
  /// A stem that is a word itself stands for its group when it is seen at least this often beside
  /// the commonest form; a rare one may be all but made up by the stemmer.
  private static final double STEM_SHARE = 0.25;

  /// The same of a singular: what categories have in plural, titles may seldom have in singular,
  /// but a slip of the pen is no word.
  private static final double SINGULAR_SHARE = 0.02;

  /// A compound is one when a fifth of the texts with its rarer word have it.
  private static final double COMPOUND_COHESION = 0.2;

  /// Compounds of a single item say nothing that its words do not say.
  private static final int COMPOUND_ITEMS = 2;

  /// A term of the catalogue.
  ///
  /// @param text normal form
  /// @param stems the stem of its word, or of its two words
  /// @param items how many items offer it
  /// @param noise a number, a quantity, a unit, a single character, or a code that no other item
  ///   has
  /// @param sign neither letter nor digit, such as an emoji
  /// @param scripts of its letters
  record Term(
      String text,
      List<String> stems,
      int items,
      boolean noise,
      boolean sign,
      Set<UnicodeScript> scripts) {}

  /// The terms that an item offers, in order of first appearance.
  ///
  /// @param terms indices of terms, without repeats
  /// @param places same length: how early in a part of the text each stands
  record Offer(int[] terms, char[] places) {
    static final Offer NOTHING = new Offer(new int[0], new char[0]);

    /// As long as the terms, each in (0, 1]: higher is earlier. A new array.
    double[] prominence() {
      var prominence = new double[places.length];
      Arrays.setAll(prominence, place -> CatalogWords.prominence(places[place]));
      return prominence;
    }
  }

  private final List<Term> terms = new ArrayList<>();
  private final List<Offer> offers;

  /// Many terms are in few scripts.
  private final Map<Set<UnicodeScript>, Set<UnicodeScript>> scripts = new HashMap<>();

  TermVocabulary(Catalog catalog, List<String> textFields, Languages languages) {
    var words = new CatalogWords();
    try (var reader = new WordReader(languages)) {
      for (Item item : catalog.items()) {
        words.read(item, textFields, reader);
      }
      Map<String, String> wordByStem = words(words.forms(), reader);
      Set<String> taken = new HashSet<>();
      // Words before compounds, so that a compound that reads like a word gives way to it.
      int[] termByStem = addWords(words, wordByStem, taken);
      Map<Long, Integer> termByPair = addCompounds(words, wordByStem, taken);
      this.offers =
          words.offers((first, second) ->
              second == CatalogWords.NONE
                  ? termByStem[first]
                  : termByPair.getOrDefault(PairCounts.pair(first, second), CatalogWords.NONE));
    }
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

  /// In order of their stems.
  ///
  /// @return index of the term of each stem, [CatalogWords#NONE] where it has none
  private int[] addWords(CatalogWords words, Map<String, String> wordByStem, Set<String> taken) {
    var termByStem = new int[words.size()];
    Arrays.fill(termByStem, CatalogWords.NONE);
    IntStream.range(0, words.size())
        .filter(stem -> words.items(stem) > 0)
        .boxed()
        .sorted(Comparator.comparing(words::stem))
        .forEach(stem ->
            termByStem[stem] =
                add(List.of(words.stem(stem)), words.items(stem), wordByStem, taken));
    return termByStem;
  }

  /// In order of their two stems with a blank between them.
  private Map<Long, Integer> addCompounds(
      CatalogWords words, Map<String, String> wordByStem, Set<String> taken) {
    record Compound(long pair, String key, int items) {}
    var compounds = new ArrayList<Compound>();
    words
        .pairs()
        .forEach((pair, items) -> {
          int first = PairCounts.first(pair);
          int second = PairCounts.second(pair);
          int rarer = Math.min(words.items(first), words.items(second));
          if (items >= COMPOUND_ITEMS && items >= COMPOUND_COHESION * rarer) {
            compounds.add(new Compound(pair, words.stem(first) + " " + words.stem(second), items));
          }
        });
    compounds.sort(Comparator.comparing(Compound::key));
    Map<Long, Integer> termByPair = new HashMap<>();
    for (Compound compound : compounds) {
      List<String> stems =
          List.of(
              words.stem(PairCounts.first(compound.pair())),
              words.stem(PairCounts.second(compound.pair())));
      termByPair.put(compound.pair(), add(stems, compound.items(), wordByStem, taken));
    }
    return termByPair;
  }

  /// @return the new term's index, [CatalogWords#NONE] where another one reads the same
  private int add(
      List<String> stems, int items, Map<String, String> wordByStem, Set<String> taken) {
    String text = joined(stems.stream().map(stem -> wordByStem.getOrDefault(stem, stem)).toList());
    if (!taken.add(text)) {
      return CatalogWords.NONE;
    }
    var word = new WordReader.StemmedWord(text, text, false, false);
    boolean noise = !word.isProper() || (items == 1 && word.hasDigit());
    Set<UnicodeScript> written = scripts.computeIfAbsent(Scripts.of(text), Set::copyOf);
    terms.add(new Term(text, stems, items, noise, word.isSign(), written));
    return terms.size() - 1;
  }

  /// With a hyphen, but in a script without blanks.
  private static String joined(List<String> words) {
    return String.join(words.stream().allMatch(Scripts::withoutBlanks) ? "" : "-", words);
  }

  /// The word that stands for each stem: the singular of the commonest form or the stem itself,
  /// where people write these; else the commonest form.
  private static Map<String, String> words(
      Map<String, Map<String, Integer>> forms, WordReader reader) {
    var words = new HashMap<String, String>();
    forms.forEach((stem, counts) -> {
      // Sorted by text: of equally common forms the first one is taken.
      String commonest =
          Collections.max(
              counts.keySet(), Comparator.comparingInt(form -> counts.getOrDefault(form, 0)));
      int most = counts.getOrDefault(commonest, 0);
      String singular =
          reader.singulars(commonest).stream()
              .filter(form -> counts.getOrDefault(form, 0) >= Math.max(1, SINGULAR_SHARE * most))
              .findFirst()
              .orElse(commonest);
      words.put(stem, counts.getOrDefault(stem, 0) >= STEM_SHARE * most ? stem : singular);
    });
    return words;
  }
}
