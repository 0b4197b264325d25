package dev.grlm.signal;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.words.Languages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Small shops with texts.
final class SignalWorlds {
  private static final List<String> WORDS =
      List.of("rose", "soap", "hand", "cream", "the", "nail", "oil", "3", "shampoos", "mint");
  private static final List<String> CATEGORIES = List.of("Hair", "Skin", "Bath");

  private SignalWorlds() {}

  /// The random world of [ToyWorlds], whose items have random titles, some none, category paths,
  /// further categories, a material, and, in every other world, brands.
  static Dataset shop(long seed, int items, int users, int longest) {
    Dataset plain = ToyWorlds.random(seed, items, users, longest);
    var random = new SplittableRandom(seed);
    List<Item> described =
        IntStream.range(0, items)
            .mapToObj(item -> described(Integer.toString(item), seed % 2 == 0, random))
            .toList();
    return new Dataset(new Catalog(described), plain.histories(), plain.counts());
  }

  /// The first items of a shop, and what people do among these.
  static Dataset first(Dataset shop, int items) {
    List<History> histories =
        shop.histories().stream()
            .map(history ->
                new History(
                    history.user(),
                    Arrays.stream(history.items()).filter(item -> item < items).toArray()))
            .toList();
    return new Dataset(
        new Catalog(shop.catalog().items().subList(0, items)), histories, new TreeMap<>());
  }

  private static Item described(String id, boolean brands, SplittableRandom random) {
    return new Item(
        id,
        some(WORDS, 5, random),
        brands ? some(List.of("Alder", "alder", "Birch"), 2, random) : "",
        List.of(some(CATEGORIES, 2, random), some(CATEGORIES, 2, random)),
        List.of(some(CATEGORIES, 2, random)),
        some(WORDS, 3, random),
        "",
        Map.of("material", some(WORDS, 2, random)));
  }

  /// Fewer than `bound` of them, in any order, repeats included.
  private static String some(List<String> choice, int bound, SplittableRandom random) {
    var words = new ArrayList<String>();
    for (int left = random.nextInt(bound); left > 0; left--) {
      words.add(choice.get(random.nextInt(choice.size())));
    }
    return String.join(" ", words);
  }

  static List<Signal> all(Dataset dataset, Identifiers identifiers) {
    return Signals.all(
        dataset, Optional.of(identifiers), Languages.ENGLISH, List.of("material", "absent"));
  }

  static Signal named(String name, List<Signal> signals) {
    return signals.stream().filter(signal -> signal.name().equals(name)).findFirst().orElseThrow();
  }
}
