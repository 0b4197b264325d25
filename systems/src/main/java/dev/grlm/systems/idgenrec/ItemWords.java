package dev.grlm.systems.idgenrec;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.TermNormalForm;
import dev.grlm.words.Languages;
import dev.grlm.words.WordSplitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What items may be called: the words of their texts by tf·idf in a catalogue, or those of their
/// titles in order. Words are as they are written, in lower case. Thread-safe; to be closed.
final class ItemWords implements AutoCloseable {
  private final TextualIdConfig config;
  private final List<String> textFields;
  private final Languages languages;
  private final WordSplitter splitter;
  private final Map<String, Integer> itemsOfWord = new HashMap<>();
  private final int items;

  /// A word that an item may be called by.
  ///
  /// @param score the higher, the more it tells; of titles the same for all
  record Scored(String word, double score) {}

  private record Candidate(String word, boolean first, double score) {}

  /// Surest first: shared by enough items and a word of letters, then by score. What is equal comes
  /// in alphabetical order.
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing(Candidate::first)
          .thenComparingDouble(Candidate::score)
          .reversed()
          .thenComparing(Candidate::word);

  /// @param catalog whose items words are counted in
  ItemWords(Catalog catalog, TextualIdConfig config, List<String> textFields, Languages languages) {
    this.config = config;
    this.textFields = List.copyOf(textFields);
    this.languages = languages;
    this.splitter = new WordSplitter(languages);
    this.items = catalog.size();
    if (config.from() != IdSource.TITLE) {
      for (Item item : catalog.items()) {
        new HashSet<>(split(item.text(textFields)))
            .forEach(word -> itemsOfWord.merge(word, 1, Integer::sum));
      }
    }
  }

  /// Best first, no word twice; none where the item's text has none.
  List<Scored> of(Item item) {
    return switch (config.from()) {
      case TITLE ->
          new LinkedHashSet<>(split(item.title()))
              .stream().map(word -> new Scored(word, 1)).toList();
      case KEYWORDS, TAGS -> keywords(item);
    };
  }

  private List<Scored> keywords(Item item) {
    var counts = new HashMap<String, Integer>();
    for (String part : item.textParts(textFields)) {
      int weight = part.equals(item.title()) ? config.titleWeight() : 1;
      split(part).forEach(word -> counts.merge(word, weight, Integer::sum));
    }
    var candidates = new ArrayList<Candidate>();
    counts.forEach((word, count) -> {
      if (!languages.of(word).stopWords().contains(word)) {
        int having = Math.max(1, itemsOfWord.getOrDefault(word, 1));
        boolean first = having >= config.minimumItems() && isWord(word);
        candidates.add(new Candidate(word, first, count * Math.log((1. + items) / having)));
      }
    });
    return candidates.stream()
        .sorted(BEST_FIRST)
        .map(one -> new Scored(one.word(), one.score()))
        .toList();
  }

  /// Numbers and single letters say little; an ideogram is a word.
  private static boolean isWord(String word) {
    return word.codePoints().anyMatch(Character::isLetter)
        && (word.length() > 1 || Character.isIdeographic(word.codePointAt(0)));
  }

  private List<String> split(String text) {
    return splitter.split(text).stream()
        .filter(WordSplitter.Word::hasLetterOrDigit)
        .map(word -> TermNormalForm.of(word.text()))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  @Override
  public void close() {
    splitter.close();
  }
}
