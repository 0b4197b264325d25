package dev.grlm.codec;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.words.Scripts;
import dev.grlm.words.WordSplitter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The words of item metadata with their numbers, for contexts of words. Immutable and thread-safe.
public final class WordTable {
  /// Marks belong to words: the vowels of Indic scripts are some.
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

  /// For scripts without blanks between words.
  private static final WordSplitter BY_DICTIONARY = new WordSplitter();

  private final List<String> words;
  private final Map<String, Integer> numbers;
  private final List<String> textFields;
  private final int longest;

  /// @param longest words of one item that are read; the rest of a long description is left out
  public WordTable(List<String> words, List<String> textFields, int longest) {
    this.words = List.copyOf(words);
    this.textFields = List.copyOf(textFields);
    this.longest = longest;
    this.numbers = HashMap.newHashMap(words.size());
    for (int number = 0; number < words.size(); number++) {
      numbers.put(words.get(number), number);
    }
  }

  /// Words that occur in at least `minimumItems` items, in alphabetical order.
  public static WordTable of(
      Catalog catalog, List<String> textFields, int minimumItems, int longest) {
    var items = new TreeMap<String, Integer>();
    for (Item item : catalog.items()) {
      split(item.text(textFields)).stream()
          .distinct()
          .forEach(word -> items.merge(word, 1, Integer::sum));
    }
    items.values().removeIf(count -> count < minimumItems);
    return new WordTable(new ArrayList<>(items.keySet()), textFields, longest);
  }

  public int size() {
    return words.size();
  }

  public List<String> words() {
    return words;
  }

  public List<String> textFields() {
    return textFields;
  }

  public int longest() {
    return longest;
  }

  /// The known words of an item in the order of its text.
  public List<String> knownWords(Item item) {
    return split(item.text(textFields)).stream()
        .filter(numbers::containsKey)
        .limit(longest)
        .toList();
  }

  /// Numbers of [#knownWords].
  public int[] numbers(Item item) {
    return knownWords(item).stream().mapToInt(numbers::get).toArray();
  }

  private static List<String> split(String text) {
    if (Scripts.needDictionary(text)) {
      return BY_DICTIONARY.split(text).stream()
          .filter(WordSplitter.Word::hasLetterOrDigit)
          .map(WordSplitter.Word::text)
          .toList();
    }
    return SEPARATORS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
