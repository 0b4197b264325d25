package dev.grlm.signal;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.words.TextWords;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// What the texts of the items of a catalogue have in common, as two kinds of features:
///
/// - *titles*: the words of the title (stems without stop words, [TextWords]).
/// - *words*: these; the pairs of neighbouring words, which count half; every prefix of the
///   category path, so that siblings share their ancestors; the names of further categories; the
///   brand, or, where the catalogue has no brands, the first word of the title, which often is one.
///   The words and pairs of the named text fields count as those of the title do, and an item whose
///   title has no word has the words of its description.
///
/// Two items that have a feature twice have it in common once. The items of the catalogue are
/// learnt in order, by one thread; from then on nothing changes, and any thread may ask what is
/// known of an item.
final class TextFeatures {
  static final double PAIR_WEIGHT = .5;

  /// The number of what was not learnt.
  private static final int UNKNOWN = -3;

  private static final int[] NO_WORDS = {};

  private final TextWords splitting;
  private final List<String> textFields;
  private final Map<String, Integer> wordNumbers = new HashMap<>();
  private final Map<String, Integer> brandNumbers = new HashMap<>();
  private final Map<Path, Integer> pathNumbers = new HashMap<>();
  private final boolean brands;

  /// The distinct features of an item.
  ///
  /// @param title numbers of words, in order of first appearance
  /// @param words rising
  record Found(int[] title, long[] words) {}

  /// A category below another.
  ///
  /// @param parent number of the path above, [#ROOT] or [#FURTHER]
  private record Path(int parent, String name) {
    static final int ROOT = -1;

    /// Above the names of further categories, of which no path is known.
    static final int FURTHER = -2;
  }

  /// The kinds of features of *words*. A feature is a number: that of its kind, above those of what
  /// it is made of.
  private enum Kind {
    WORD(0, 1),
    PAIR(1, PAIR_WEIGHT),
    PATH(2, 1),
    BRAND(3, 1);

    private static final int NUMBER_BITS = 31;
    private static final List<Kind> BY_NUMBER = List.of(WORD, PAIR, PATH, BRAND);

    private final int number;
    private final double weight;

    Kind(int number, double weight) {
      this.number = number;
      this.weight = weight;
    }

    static Kind of(long feature) {
      return BY_NUMBER.get((int) (feature >>> (2 * NUMBER_BITS)));
    }

    long feature(int first, int second) {
      return (((long) number << NUMBER_BITS) | first) << NUMBER_BITS | second;
    }

    long feature(int only) {
      return feature(0, only);
    }
  }

  /// @param textFields further fields of items whose words count; a field that an item lacks is
  ///   empty
  TextFeatures(Catalog catalog, TextWords splitting, List<String> textFields) {
    this.splitting = splitting;
    this.textFields = List.copyOf(textFields);
    this.brands = catalog.items().stream().anyMatch(item -> !item.brand().isBlank());
  }

  /// What a feature of *words* counts before its rarity.
  static double weight(long feature) {
    return Kind.of(feature).weight;
  }

  /// All features of an item; those that are new get numbers.
  Found learnt(Item item) {
    return new Reading(true).read(item);
  }

  /// The features of an item that are made of what was learnt.
  Found known(Item item) {
    return new Reading(false).read(item);
  }

  /// One more than the highest number of a word.
  int wordCount() {
    return wordNumbers.size();
  }

  /// Reads one item.
  private final class Reading {
    private final boolean learning;
    private final LongStream.Builder features = LongStream.builder();

    Reading(boolean learning) {
      this.learning = learning;
    }

    Found read(Item item) {
      int[] title = numbers(item.title());
      addWords(title);
      addWords(title.length == 0 ? numbers(item.description()) : NO_WORDS);
      for (String field : textFields) {
        addWords(numbers(item.fields().getOrDefault(field, "")));
      }
      addCategories(item);
      if (brands && !item.brand().isBlank()) {
        add(Kind.BRAND, number(brand(item), brandNumbers));
      } else if (!brands && title.length > 0) {
        add(Kind.BRAND, title[0]);
      }
      return new Found(
          IntStream.of(title).filter(word -> word != UNKNOWN).distinct().toArray(),
          features.build().sorted().distinct().toArray());
    }

    private void add(Kind kind, int number) {
      if (number != UNKNOWN) {
        features.add(kind.feature(number));
      }
    }

    private void addWords(int[] text) {
      for (int place = 0; place < text.length; place++) {
        add(Kind.WORD, text[place]);
        if (place > 0 && text[place - 1] != UNKNOWN && text[place] != UNKNOWN) {
          features.add(Kind.PAIR.feature(text[place - 1], text[place]));
        }
      }
    }

    private void addCategories(Item item) {
      int parent = Path.ROOT;
      for (String category : item.categories()) {
        parent = addPath(parent, category);
      }
      for (String category : item.moreCategories()) {
        addPath(Path.FURTHER, category);
      }
    }

    /// The number of the path. One that ends in an empty name says nothing, and below one that is
    /// not known none is.
    private int addPath(int parent, String category) {
      int path = number(new Path(parent, category.strip()), pathNumbers);
      if (!category.isBlank()) {
        add(Kind.PATH, path);
      }
      return path;
    }

    private int[] numbers(String text) {
      return splitting.of(text).stream().mapToInt(word -> number(word, wordNumbers)).toArray();
    }

    /// In order of first appearance.
    private <T> int number(T thing, Map<T, Integer> numbers) {
      return learning
          ? numbers.computeIfAbsent(thing, _ -> numbers.size())
          : numbers.getOrDefault(thing, UNKNOWN);
    }
  }

  private static String brand(Item item) {
    return item.brand().strip().toLowerCase(Locale.ROOT);
  }
}
