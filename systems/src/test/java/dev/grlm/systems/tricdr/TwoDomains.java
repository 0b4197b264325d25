package dev.grlm.systems.tricdr;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.fitting.TrainingConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Cups and teas: whoever takes a cup takes its tea next, and cups are taken at random.
final class TwoDomains {
  static final int PAIRS = 20;
  private static final int EVENTS = 4;

  private TwoDomains() {}

  /// Cups, then teas.
  static Catalog catalog() {
    return new Catalog(
        IntStream.range(0, 2 * PAIRS)
            .mapToObj(item ->
                new Item(
                    "i" + item,
                    "item " + item,
                    "",
                    List.of(),
                    List.of(),
                    "",
                    item < PAIRS ? "cups" : "teas",
                    Map.of()))
            .toList());
  }

  /// @param cups whether the cups are there, too
  static Dataset dataset(int users, boolean cups) {
    var random = new Random(11);
    var histories = new ArrayList<History>();
    for (int user = 0; user < users; user++) {
      List<Integer> pairs = new ArrayList<>(IntStream.range(0, PAIRS).boxed().toList());
      Collections.shuffle(pairs, random);
      int[] items =
          pairs.subList(0, EVENTS).stream()
              .flatMapToInt(
                  pair -> cups ? IntStream.of(pair, PAIRS + pair) : IntStream.of(PAIRS + pair))
              .toArray();
      // Of a third, the cup that is next would be the test target.
      boolean endsWithCup = cups && user % 3 == 0;
      int[] own =
          endsWithCup
              ? IntStream.concat(IntStream.of(items), IntStream.of(pairs.get(EVENTS))).toArray()
              : items;
      histories.add(new History("u" + user, own));
    }
    return new Dataset(catalog(), histories, new TreeMap<>());
  }

  static TriCdrSettings settings(String target, int epochs) {
    return new TriCdrSettings(
        target,
        32,
        1,
        1,
        32,
        20,
        .1,
        new ContrastConfig(.1, 1, 1, 1, .1, .1, 1),
        new TrainingConfig(epochs, 64, 4e-3, 0, .9, .98, 0, 0, epochs, 2));
  }
}
