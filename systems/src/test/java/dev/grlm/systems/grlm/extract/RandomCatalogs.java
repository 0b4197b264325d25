package dev.grlm.systems.grlm.extract;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.neighbor.Neighbors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Small catalogues of few words, so that texts, stems, compounds and collisions come together:
/// inflected and accented forms, stop words, numbers, codes, ideograms and markup. Stateless.
final class RandomCatalogs {
  private static final List<String> WORDS =
      List.of(
          "tea",
          "Teas",
          "pot",
          "pots",
          "nail",
          "polish",
          "polishes",
          "nail-polish",
          "Crème",
          "creme",
          "the",
          "of",
          "it",
          "250",
          "3,000",
          "oz",
          "ml",
          "pack",
          "8oz",
          "uv",
          "X9",
          "b",
          "保湿",
          "สบู่",
          "🌹",
          "<b>red</b>",
          "red&amp;blue",
          "blue",
          "lamp's",
          "lamps",
          "®",
          "!!",
          "desk",
          "running",
          "run");

  private RandomCatalogs() {}

  static Catalog catalog(int size, Random random) {
    return new Catalog(IntStream.range(0, size).mapToObj(id -> item("i" + id, random)).toList());
  }

  private static Item item(String id, Random random) {
    return new Item(
        id,
        text(random, 5),
        text(random, 2),
        random.nextBoolean() ? List.of("Shop", text(random, 2)) : List.of(),
        List.of(),
        text(random, 9),
        "",
        random.nextInt(3) == 0 ? Map.of("color", text(random, 2)) : Map.of());
  }

  private static String text(Random random, int longest) {
    List<String> separators = List.of(" ", " ", " ", ", ", "-", " . ");
    return Stream.generate(() -> WORDS.get(random.nextInt(WORDS.size())))
        .limit(random.nextInt(longest + 1))
        .flatMap(word -> Stream.of(word, separators.get(random.nextInt(separators.size()))))
        .collect(Collectors.joining());
  }

  /// Any others in any order, of some items none.
  static Neighbors neighbors(int size, Random random) {
    var items = new int[size][];
    var cosines = new float[size][];
    for (int item = 0; item < size; item++) {
      var others = new ArrayList<Integer>();
      for (int other = 0; other < size; other++) {
        if (other != item) {
          others.add(other);
        }
      }
      Collections.shuffle(others, random);
      int count = random.nextInt(others.size() + 1);
      items[item] = others.stream().limit(count).mapToInt(Integer::intValue).toArray();
      cosines[item] = new float[count];
    }
    return new Neighbors(items, cosines);
  }
}
