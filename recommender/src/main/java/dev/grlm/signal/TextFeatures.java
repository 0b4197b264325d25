package dev.grlm.signal;

import dev.grlm.baseline.FeatureBags;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.words.TextWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/// What the texts of the items of a catalogue have in common, as two kinds of bags:
///
/// - *titles*: the words of the title (stems without stop words, [TextWords]).
/// - *words*: these; the pairs of neighbouring words, which count half; every prefix of the
///   category path, so that siblings share their ancestors; the names of further categories; the
///   brand, or, where the catalogue has no brands, the first word of the title, which often is one.
///   The words and pairs of the named text fields count as those of the title do, and an item whose
///   title has no word has the words of its description.
///
/// Two items that have a feature twice have it in common once.
final class TextFeatures {
  static final double PAIR_WEIGHT = .5;

  private static final int[] NO_WORDS = {};

  private final Catalog catalog;
  private final TextWords splitting;
  private final List<String> textFields;
  private final Map<String, Integer> wordNumbers = new HashMap<>();
  private final Map<String, Integer> brandNumbers = new HashMap<>();
  private final Map<Path, Integer> pathNumbers = new HashMap<>();
  private final boolean brands;

  private final List<int[]> titles = new ArrayList<>();
  private final List<long[]> words = new ArrayList<>();

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
    WORD(0),
    PAIR(1),
    PATH(2),
    BRAND(3);

    private static final int NUMBER_BITS = 31;

    private final long number;

    Kind(long number) {
      this.number = number;
    }

    long feature(int first, int second) {
      return ((number << NUMBER_BITS) | first) << NUMBER_BITS | second;
    }

    long feature(int number) {
      return feature(0, number);
    }

    static double weight(long feature) {
      return feature >>> (2 * NUMBER_BITS) == PAIR.number ? PAIR_WEIGHT : 1;
    }
  }

  private TextFeatures(Catalog catalog, TextWords splitting, List<String> textFields) {
    this.catalog = catalog;
    this.splitting = splitting;
    this.textFields = textFields;
    this.brands = catalog.items().stream().anyMatch(item -> !item.brand().isBlank());
  }

  /// @param textFields further fields of items whose words count; a field that an item lacks is
  ///   empty
  static TextFeatures of(Catalog catalog, TextWords splitting, List<String> textFields) {
    var features = new TextFeatures(catalog, splitting, List.copyOf(textFields));
    catalog.items().forEach(features::add);
    return features;
  }

  /// Whether some title has a word.
  boolean anyTitle() {
    return titles.stream().anyMatch(title -> title.length > 0);
  }

  /// Whether some item has a feature at all.
  boolean any() {
    return words.stream().anyMatch(features -> features.length > 0);
  }

  FeatureBags titles() {
    double[] weights = new double[wordNumbers.size()];
    Arrays.fill(weights, 1);
    return FeatureBags.of(titles, weights, catalog.size());
  }

  /// @param mostItems features of more items make none alike; see [FeatureBags#of]
  FeatureBags words(int mostItems) {
    long[] vocabulary = words.stream().flatMapToLong(LongStream::of).sorted().distinct().toArray();
    List<int[]> numbers =
        words.stream()
            .map(features ->
                LongStream.of(features)
                    .mapToInt(feature -> Arrays.binarySearch(vocabulary, feature))
                    .toArray())
            .toList();
    return FeatureBags.of(
        numbers, LongStream.of(vocabulary).mapToDouble(Kind::weight).toArray(), mostItems);
  }

  private void add(Item item) {
    int[] title = numbers(item.title());
    titles.add(Arrays.stream(title).distinct().toArray());
    LongStream.Builder features = LongStream.builder();
    addWords(title, features);
    addWords(title.length == 0 ? numbers(item.description()) : NO_WORDS, features);
    for (String field : textFields) {
      addWords(numbers(item.fields().getOrDefault(field, "")), features);
    }
    addCategories(item, features);
    if (!item.brand().isBlank()) {
      features.add(Kind.BRAND.feature(number(brand(item), brandNumbers)));
    } else if (!brands && title.length > 0) {
      features.add(Kind.BRAND.feature(title[0]));
    }
    words.add(features.build().sorted().distinct().toArray());
  }

  private static String brand(Item item) {
    return item.brand().strip().toLowerCase(Locale.ROOT);
  }

  private static void addWords(int[] text, LongStream.Builder features) {
    for (int place = 0; place < text.length; place++) {
      features.add(Kind.WORD.feature(text[place]));
      if (place > 0) {
        features.add(Kind.PAIR.feature(text[place - 1], text[place]));
      }
    }
  }

  private void addCategories(Item item, LongStream.Builder features) {
    int parent = Path.ROOT;
    for (String category : item.categories()) {
      parent = addPath(parent, category, features);
    }
    for (String category : item.moreCategories()) {
      addPath(Path.FURTHER, category, features);
    }
  }

  /// The number of the path. One that ends in an empty name says nothing.
  private int addPath(int parent, String category, LongStream.Builder features) {
    int path = number(new Path(parent, category.strip()), pathNumbers);
    if (!category.isBlank()) {
      features.add(Kind.PATH.feature(path));
    }
    return path;
  }

  private int[] numbers(String text) {
    return splitting.of(text).stream().mapToInt(word -> number(word, wordNumbers)).toArray();
  }

  /// In order of first appearance.
  private static <T> int number(T thing, Map<T, Integer> numbers) {
    return numbers.computeIfAbsent(thing, _ -> numbers.size());
  }
}
