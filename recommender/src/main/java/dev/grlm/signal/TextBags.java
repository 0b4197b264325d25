package dev.grlm.signal;

import dev.grlm.baseline.FeatureBags;
import dev.grlm.baseline.Growth;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.words.TextWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The items of a catalogue as bags of what their texts have in common. Immutable and thread-safe.
final class TextBags {
  /// Features of so many items are kept for `words` in a catalogue of any size.
  private static final int FEW_ITEMS = 1_000;

  /// Of all items, the share that a feature of `words` may stand on where these are more.
  private static final int MOST_ITEMS_SHARE = 4;

  private final Catalog catalog;
  private final TextFeatures features;

  /// The features of *words*, rising; a column of the bags is a place here.
  private final long[] vocabulary;

  private final Optional<FeatureBags> words;
  private final Optional<FeatureBags> titles;

  private TextBags(
      Catalog catalog,
      TextFeatures features,
      long[] vocabulary,
      Optional<FeatureBags> words,
      Optional<FeatureBags> titles) {
    this.catalog = catalog;
    this.features = features;
    this.vocabulary = vocabulary;
    this.words = words;
    this.titles = titles;
  }

  /// @param textFields further fields of items whose words count; a field that an item lacks is
  ///   empty
  static TextBags of(Catalog catalog, TextWords splitting, List<String> textFields) {
    var features = new TextFeatures(catalog, splitting, textFields);
    var titles = new ArrayList<int[]>();
    var words = new ArrayList<long[]>();
    for (Item item : catalog.items()) {
      TextFeatures.Found found = features.learnt(item);
      titles.add(found.title());
      words.add(found.words());
    }
    long[] vocabulary = words.stream().flatMapToLong(LongStream::of).sorted().distinct().toArray();
    return new TextBags(
        catalog,
        features,
        vocabulary,
        words(words, vocabulary),
        titles(titles, features.wordCount()));
  }

  private static Optional<FeatureBags> words(List<long[]> words, long[] vocabulary) {
    if (vocabulary.length == 0) {
      return Optional.empty();
    }
    List<int[]> numbers = words.stream().map(found -> numbers(found, vocabulary)).toList();
    double[] weights = LongStream.of(vocabulary).mapToDouble(TextFeatures::weight).toArray();
    int mostItems = Math.max(FEW_ITEMS, words.size() / MOST_ITEMS_SHARE);
    return Optional.of(FeatureBags.of(numbers, weights, mostItems));
  }

  private static Optional<FeatureBags> titles(List<int[]> titles, int words) {
    if (titles.stream().allMatch(title -> title.length == 0)) {
      return Optional.empty();
    }
    double[] weights = new double[words];
    Arrays.fill(weights, 1);
    return Optional.of(FeatureBags.of(titles, weights, titles.size()));
  }

  /// Those that are in the vocabulary.
  private static int[] numbers(long[] features, long[] vocabulary) {
    return LongStream.of(features)
        .mapToInt(feature -> Arrays.binarySearch(vocabulary, feature))
        .filter(number -> number >= 0)
        .toArray();
  }

  /// The same bags, and those of the items that are new or told anew.
  ///
  /// @param larger begins with the items of this one
  TextBags grown(Catalog larger) {
    Growth growth = Growth.of(catalog.items(), larger.items());
    if (growth.isEmpty()) {
      return this;
    }
    return new TextBags(
        larger,
        features,
        vocabulary,
        words.map(bags ->
            bags.grown(
                growth, item -> numbers(features.known(larger.item(item)).words(), vocabulary))),
        titles.map(bags -> bags.grown(growth, item -> features.known(larger.item(item)).title())));
  }

  /// Which items of the larger catalogue are new here, or told anew.
  IntStream growth(Catalog larger) {
    return Arrays.stream(Growth.of(catalog.items(), larger.items()).places());
  }

  /// Nothing where no item has a feature at all.
  Optional<FeatureBags> words() {
    return words;
  }

  /// Nothing where no title has a word.
  Optional<FeatureBags> titles() {
    return titles;
  }
}
